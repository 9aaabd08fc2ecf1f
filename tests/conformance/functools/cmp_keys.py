# cmp_to_key: the old way to compare, as a key.
import sys
from functools import cmp_to_key


def by_length(a, b):
    calls.append((a, b))
    return len(a) - len(b)


calls = []
print(sorted(["ccc", "a", "bb"], key=cmp_to_key(by_length)), calls)
K = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(K(1) < K(2), K(2) == K(2), K(1) != K(2), K(3) >= K(4), K(5).obj, K(obj=7).obj)
print(max([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sys.getsizeof(K(1)), type(K).__name__)
for bad in (lambda: hash(K(1)), lambda: K(1) < 5, lambda: K(), lambda: K(1, 2), lambda: cmp_to_key(),
            lambda: cmp_to_key(3)(1) < cmp_to_key(3)(2), lambda: K < K, lambda: type(K)()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class Item:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


item = Item(1)
key = K(item)
print(sys.getrefcount(item))
del item
print("held")
key.obj = None
print("replaced")
