# Unpacking takes new references and lets go of what was unpacked.
import sys


class Thing:
    pass


def make():
    return Thing(), Thing()


t = Thing()
a, b = t, t
print(sys.getrefcount(t))
a, b = (t, t)
pair = (t, t)
a, b = pair
print(sys.getrefcount(t), sys.getrefcount(pair))
a, *rest = pair
print(sys.getrefcount(t), rest[0] is t, sys.getrefcount(rest))
*_, b = [t, t, t]
print(sys.getrefcount(t))
del a, b, rest, _, pair
print(sys.getrefcount(t))
x, y = make()
print(sys.getrefcount(x), sys.getrefcount(y))
(p, q), r = [t, t], t
print(sys.getrefcount(t))
for p, q in [(t, t)] * 2:
    print(sys.getrefcount(t))
first, = {t}
print(sys.getrefcount(t), first is t)
[m, n], o = make(), make()
print(sys.getrefcount(m), sys.getrefcount(o))
