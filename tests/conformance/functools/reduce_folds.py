# reduce: order, start value, errors, and what it holds on to meanwhile.
import sys
from functools import reduce

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6)))
print(reduce(lambda a, b: (a, b), "abc"), reduce(max, [3, 9, 2], 0), reduce(None, [], 5), reduce(None, [7]))
print(reduce(lambda d, kv: {**d, kv[0]: kv[1]}, [("a", 1), ("b", 2)], {}))
for bad in (lambda: reduce(max, []), lambda: reduce(max, 5), lambda: reduce(max), lambda: reduce(5, [1, 2]),
            lambda: reduce(function=max, iterable=[1])):
    try:
        bad()
    except TypeError as e:
        print(e)


class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def add(a, b):
    print("add", a.n, b.n, sys.getrefcount(a), sys.getrefcount(b))
    return N(a.n + b.n)


r = reduce(add, (N(i) for i in (1, 10, 100)))
print(r.n, sys.getrefcount(r))
kept = []
reduce(lambda *args: kept.append(args) or args[0], [1, 2, 3])
print(kept)
