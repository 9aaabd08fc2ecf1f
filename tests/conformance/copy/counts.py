# Counts and the moment of release when things are copied.
import copy
import sys


class Leaf:
    def __init__(self, name):
        self.name = name

    def __deepcopy__(self, memo):
        return Leaf(self.name + "'")

    def __del__(self):
        print("del", self.name)


leaf = Leaf("leaf")
box = [leaf, leaf]
print(sys.getrefcount(leaf))
c = copy.copy(box)
print(sys.getrefcount(leaf))
d = copy.deepcopy(box)
print(sys.getrefcount(leaf), d[0] is d[1], sys.getrefcount(d[0]))
del c
print(sys.getrefcount(leaf))
del d
print("copies gone")


class Holder:
    def __init__(self):
        self.leaf = leaf
        self.n = 1000000


h = Holder()
g = copy.copy(h)
print(sys.getrefcount(leaf), g.leaf is leaf, g.n is h.n, sys.getsizeof(h), sys.getsizeof(g))
del h
g = copy.copy(g)
print(sys.getrefcount(leaf))
del g, box
print("only the name")
del leaf
