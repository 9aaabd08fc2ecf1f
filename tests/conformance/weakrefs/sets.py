# WeakSet: members go when nobody else has them.
import weakref


class M:
    def __init__(self, n):
        self.n = n


a, b, c = M(1), M(2), M(3)
s = weakref.WeakSet([a, b])
s.add(c)
s.add(a)
print(len(s), a in s, sorted(m.n for m in s))
del b
print(len(s), sorted(m.n for m in s))
s.add(M(4))
print(len(s), 5 in s)
t = weakref.WeakSet([c, a])
print(s == t, s <= t, (s | t) == s, len(s & t), len(s - t), len(s ^ t))
s.discard(c)
print(len(s), len(t), s < t, s.isdisjoint(t))
for m in t:
    if m.n == 1:
        a = None
m = None
print(len(t), len(s))
s.update([c])
s.remove(c)
try:
    s.remove(c)
except KeyError:
    print("no such member")
t.clear()
print(len(t), bool(t), weakref.getweakrefcount(c))
