# An OrderedDict has a node for each key and a table of nodes beside its dict; the key has two
# references.
import sys
from collections import OrderedDict

o = OrderedDict()
last = 0
for i in range(25):
    if sys.getsizeof(o) - last > 32 or sys.getsizeof(o) < last:
        print(len(o), sys.getsizeof(o))
    last = sys.getsizeof(o)
    o[i] = None
key = object()
print(sys.getrefcount(key))
o[key] = key
print(sys.getrefcount(key))
o.move_to_end(key, last=False)
print(sys.getrefcount(key), next(iter(o)) is key)
o.popitem(last=False)
print(sys.getrefcount(key), len(o), sys.getsizeof(o))
o.clear()
print(sys.getsizeof(o), sys.getsizeof(iter(o)), sys.getsizeof(o.items()))
