# cycle() keeps every element it has handed on, and its iterator only for the first pass.
import sys
import weakref
from itertools import cycle


class Bead:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def beads():
    for name in "abc":
        yield Bead(name)
    print("source is empty")


ring = cycle(beads())
first = next(ring)
w = weakref.ref(first)
del first
print("still there:", w() is not None, sys.getrefcount(w()))
print(next(ring).name, next(ring).name, next(ring).name, next(ring).name)
print(sys.getsizeof(ring))
del ring
print("ring is gone", w())
print(list(zip(range(5), cycle("xy"))), list(cycle([])))
