# The address of a view lies within its owner.
import numpy as np


def address(x):
    return x.__array_interface__["data"][0]


a = np.arange(20, dtype=np.int64)
start = address(a)
for v in (a[3:], a[::-1], a[5:15:2], a.reshape(4, 5)[2], a.reshape(4, 5)[:, 3], a.reshape(4, 5).T, a.reshape(4, 5)[::-1, ::-1]):
    print((address(v) - start) // a.itemsize, v.strides, v.shape)
b = a.view(np.int8)
print(b.shape, address(b) == start, b[:3], b.base is a)
c = a.copy()
print(address(c) == start, (c == a).all())
d = a
d += 1
print(address(d) == start, d is a, a[0])
e = a
e = e + 1
print(address(e) == start, e is a, a[0], e[0])
