# Views hold the dict, their iterators too, an exhausted iterator lets it go.
import sys


class Thing:
    pass


t = Thing()
d = {"a": t, "b": t}
print(sys.getrefcount(d), sys.getrefcount(t))
k, v, i = d.keys(), d.values(), d.items()
print(sys.getrefcount(d), sys.getrefcount(t))
ik, iv, ii = iter(k), iter(v), iter(i)
print(sys.getrefcount(d), sys.getrefcount(k), sys.getrefcount(i))
first = next(ii)
print(sys.getrefcount(t), sys.getrefcount(first))
value = next(iv)
print(sys.getrefcount(t))
for _ in ik:
    pass
print(sys.getrefcount(d))
list(iv)
print(sys.getrefcount(d))
list(ii)
print(sys.getrefcount(d), sys.getrefcount(t))
del k, v, i
print(sys.getrefcount(d))
