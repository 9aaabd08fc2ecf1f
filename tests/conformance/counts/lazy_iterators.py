# map, zip, enumerate and filter hold functions and iterators; zip reuses its tuple.
import sys


class Thing:
    pass


t = Thing()
src = [t, t, t]


def key(x):
    return sys.getrefcount(x)


base = sys.getrefcount(key)
m = map(key, src)
print(sys.getrefcount(key) - base, sys.getrefcount(src))
print(next(m), list(m), sys.getrefcount(src))
del m
print(sys.getrefcount(key) - base)
for pair in zip(src, src):
    print(sys.getrefcount(pair), sys.getrefcount(t))
del pair
z = zip(src, [1, 2, 3])
one = next(z)
two = next(z)
print(one is two, sys.getrefcount(one), sys.getrefcount(two), sys.getrefcount(t))
for index, item in enumerate(src):
    print(sys.getrefcount(item))
del item, one, two, z
e = enumerate(src)
row = next(e)
print(sys.getrefcount(row), sys.getrefcount(t), sys.getrefcount(e))
f = filter(None, src)
print(sys.getrefcount(src), sys.getrefcount(next(f)))
del row, e, f
print(sys.getrefcount(t), sys.getrefcount(src))
