# Keys with the same hash, equality that is watched, a cache that is cleared in the middle of it.
from functools import lru_cache


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 7

    def __eq__(self, other):
        print("eq", self.v, other.v)
        if self.v == "x":
            bounded.cache_clear()
        return self.v == other.v


@lru_cache(maxsize=2)
def bounded(key):
    return key.v


for v in "abacxab":
    print(bounded(Key(v)))
print(bounded.cache_info())


@lru_cache(maxsize=None)
def unbounded(key):
    return key.v


for v in "aba":
    unbounded(Key(v))
print(unbounded.cache_info())


@lru_cache(maxsize=2)
def clears(n):
    if n == 3:
        clears.cache_clear()
    return n if n == 0 else clears(n - 1) + 1


print(clears(5), clears.cache_info())
