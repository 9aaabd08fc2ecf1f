# A bound method as the factory ties the dict and its owner together.
import gc
from collections import defaultdict


class Cache:
    def __init__(self):
        self.data = defaultdict(self.make)

    def make(self):
        return len(self.data)

    def __del__(self):
        print("del Cache")


gc.collect()
cache = Cache()
print(cache.data["x"], cache.data["y"], gc.is_tracked(cache.data))
del cache
print("unreachable:", gc.collect())
d = defaultdict(list)
d["self"] = d
print(d)
del d
print(gc.collect())


class Chatty(defaultdict):
    def __missing__(self, key):
        print("missing", key)
        return super().__missing__(key)


c = Chatty(int)
c["n"] += 1
print(c, c == {"n": 1})
