# One object in every kind of container.
import sys


class Thing:
    pass


t = Thing()
count = sys.getrefcount(t)


def change():
    global count
    old, count = count, sys.getrefcount(t)
    return count - old


a = [t]
print(change())
b = (t, t)
print(change())
c = {t}
print(change())
d = frozenset([t])
print(change())
e = {t: t}
print(change())
f = {1: [t, (t,)]}
print(change())
g = [[t] * 3] * 3
print(change())
h = dict.fromkeys("abc", t)
print(change())
i = slice(t, t, t)
print(change())
j = a + a, a * 2
print(change())
a.extend([t, t])
print(change())
del a, b, c, d, e
print(change())
del f, g, h, i, j
print(change())
