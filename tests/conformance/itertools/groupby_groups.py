# A group is a view on its parent: it lives only until the parent goes on.
import sys
from itertools import groupby

print([(k, list(g)) for k, g in groupby("aaabbca")])
print([(k, len(list(g))) for k, g in groupby(range(10), key=lambda n: n // 4)])
it = groupby([1, 1, 2, 2, 3])
k1, g1 = next(it)
print(k1, next(g1), sys.getrefcount(it))
k2, g2 = next(it)
print(k2, list(g1), list(g2), next(it)[0])
print([k for k, _ in groupby([1, 1.0, True, 2, 1])])
groups = list(groupby("aab"))
print([(k, list(g)) for k, g in groups])
g = next(groupby(iter([5, 5])))[1]
print(list(g), type(g).__name__)
try:
    list(groupby([1, 2], key=len))
except TypeError as e:
    print(e)


class Item:
    def __init__(self, key):
        self.key = key

    def __del__(self):
        print("del", self.key)


it = groupby((Item(k) for k in "xxy"), lambda item: item.key)
for k, g in it:
    print(k)
    for item in g:
        print("have", item.key)
print("end")
del item, g, it
