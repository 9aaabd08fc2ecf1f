# Buffers of small arrays come back from numpy's cache, the last first.
import numpy as np


def address(x):
    return x.__array_interface__["data"][0]


a, b = np.zeros(50), np.zeros(50)
places = [address(a), address(b)]
objects = [id(a), id(b)]
del a, b
c, d = np.zeros(50), np.empty(50)
print([places.index(address(x)) for x in (c, d)], [objects.index(id(x)) for x in (c, d)])
v = c[:5]
place = address(c)
del c
e = np.zeros(50)
print(address(e) == place, address(v) == place)
del v
f = np.zeros(50)
print(address(f) == place)
g = f + 1
old = address(g)
del g
h = f * 2
print(address(h) == old)
h = h * 2
print(address(h) == old)
h *= 2
k = address(h)
h = None
print(address(np.ones(50)) == k, address(np.ones(49)) == k)
