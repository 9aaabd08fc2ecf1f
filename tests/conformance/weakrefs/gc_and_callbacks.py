# A collection calls the callbacks of references that are outside of the garbage.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, outside() is None)


log = []
a, b = Node("a"), Node("b")
a.other, b.other = b, a
outside = weakref.ref(a, lambda r: print("outside called", r()))
a.inside = weakref.ref(b, lambda r: print("inside called"))
a.strange = weakref.ref(log.append)
del a, b
print("collecting")
print(gc.collect() > 0, outside())
c = Node("c")
c.me = c
both = [weakref.ref(c, lambda r, n=n: print("called", n)) for n in range(3)]
outside = weakref.ref(c)
del c
gc.collect()
print([r() for r in both])
