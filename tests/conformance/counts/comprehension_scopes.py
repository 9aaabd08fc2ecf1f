# What a comprehension holds while it runs: the iterator, the item, the list.
import sys


class Thing:
    pass


t = Thing()
items = [t]
print([sys.getrefcount(x) for x in items])
print([sys.getrefcount(t) for x in items])
print([sys.getrefcount(items) for x in items])
print({sys.getrefcount(x) for x in items})
print({k: sys.getrefcount(k) for k in items}.popitem()[1])
print(list(sys.getrefcount(x) for x in items))
print([[sys.getrefcount(x), sys.getrefcount(y)] for x in items for y in items])
print([sys.getrefcount(z) for x in items for z in [x]])
print([(x, sys.getrefcount(x))[1] for x in [t, t, t]])


def inside():
    local = Thing()
    own = [local]
    return [sys.getrefcount(x) for x in own], [sys.getrefcount(local) for _ in own]


print(inside(), sys.getrefcount(t))
