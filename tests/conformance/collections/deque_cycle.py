# Deques are tracked from the start; circles through them wait for the collector.
import gc
import weakref
from collections import deque


class Node:
    pass


gc.collect()
gc.disable()
print(gc.is_tracked(deque()))
ring = deque()
ring.append(ring)
print(ring)
alive = weakref.ref(ring)
del ring
print(alive() is None, gc.collect(), alive() is None)
node = Node()
node.items = deque([1, node])
ref = weakref.ref(node)
print(len(gc.get_referents(node.items)), gc.get_referrers(node.items)[0] is node.__dict__)
del node
print(ref() is not None, gc.collect(), ref())
it = iter(deque([1, 2]))
print(gc.get_referents(it), next(it))
