# Order of death: values before keys in clear(), keys first when the dict itself goes.
import gc
import weakref
from collections import OrderedDict


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def make():
    return OrderedDict((Loud("key" + n), Loud("value" + n)) for n in "12")


o = make()
o.clear()
print("cleared")
o = make()
first = next(iter(o))
o.move_to_end(first)
del first
o.popitem(last=False)
print("popped")
del o
print("gone")
gc.collect()
o = OrderedDict()
o["me"] = o
ref = weakref.ref(o)
print(o, gc.is_tracked(o))
del o
print(ref() is None, gc.collect(), ref() is None)
lru = OrderedDict()
for n in (1, 2, 3, 1, 4):
    lru[n] = lru.pop(n, None) or Loud(n)
    if len(lru) > 2:
        lru.popitem(last=False)
print(list(lru))
