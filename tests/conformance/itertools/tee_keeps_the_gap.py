# tee() keeps what the slower iterator has still to read, in cells of 57 values.
import gc
import itertools
import sys
import weakref


class Value:
    def __init__(self, n):
        self.n = n


alive = weakref.WeakSet()


def values(n):
    for i in range(n):
        v = Value(i)
        alive.add(v)
        yield v


a, b = itertools.tee(values(130))
del_at = []
for i in range(130):
    next(a)
    if i in (0, 56, 57, 114, 129):
        del_at.append(len(alive))
print(del_at)
for i in range(130):
    next(b)
    if i in (0, 56, 57, 58, 114, 129):
        print(i, len(alive))
del a, b
print(len(alive))
x, y, z = itertools.tee("abc", 3)
print(list(x), list(y), next(z), sys.getsizeof(z))
w = z.__copy__()
print(list(w), list(z), itertools.tee([], 0))
p, q = itertools.tee(iter([1, 2]))
p2, = itertools.tee(p, 1)
print(p2 is p, next(p2), list(p), list(q))
data = gc.get_referents(q)[0]
print(type(data).__name__, sys.getsizeof(data), weakref.getweakrefcount(q))
try:
    itertools.tee([1], -1)
except ValueError as e:
    print(e)
