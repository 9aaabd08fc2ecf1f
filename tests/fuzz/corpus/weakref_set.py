import weakref
class A:
    def __init__(self, n): self.n = n
a, b, c = A(1), A(2), A(3)
s = weakref.WeakSet([a, b])
s.add(c); s.add(a)
print(len(s), a in s, 1 in s, sorted(x.n for x in s))
del c
print(len(s))
t = weakref.WeakSet([b])
print(len(s | t), len(s & t), len(s - t), len(s ^ t), t <= s, t < s, s >= t, s == t, s.isdisjoint(t))
it = iter(s)
x = next(it); x = None
del a, b
print(len(s) <= 1)
del it
print(len(s), list(s), list(t))
