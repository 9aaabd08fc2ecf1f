# Caches that are used while they are being used: recursion, eviction on the way, keyword order.
import sys
from functools import lru_cache


@lru_cache(maxsize=3)
def climb(n):
    return 0 if n == 0 else climb(n - 1) + 1


print(climb(10), climb.cache_info())
print([climb(i) for i in (8, 9, 10, 0)], climb.cache_info())


class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        print("hash", self.v)
        return hash(self.v)

    def __eq__(self, other):
        print("eq", self.v, other.v)
        return self.v == other.v


@lru_cache(maxsize=1)
def f(k):
    return k.v


f(K(1)), f(K(1)), f(K(2)), f(K(1))
print(f.cache_info())


@lru_cache
def g(a, b, **kw):
    return a, b, tuple(kw)


g(1, 2, x=1, y=2), g(1, 2, y=2, x=1), g(a=1, b=2, x=1, y=2), g(b=2, a=1, x=1, y=2)
print(g.cache_info(), sys.getsizeof(g))
h = g.__wrapped__
print(h(1, 2, z=3), g.__copy__() is g)
