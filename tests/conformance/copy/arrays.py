# Copies of arrays own their data; copies of lists of arrays share it or not.
import copy

import numpy as np

a = np.arange(6)
v = a[1:4]
c = copy.copy(v)
d = copy.deepcopy(v)
print(c.base is None, d.base is None, v.base is a, c, d)
c[0] = 99
print(a, np.shares_memory(a, c), np.shares_memory(a, v))
x = [a, a]
y = copy.copy(x)
z = copy.deepcopy(x)
print(y[0] is a, z[0] is a, z[0] is z[1], np.shares_memory(z[0], a))
s = copy.copy(np.float64(1.5))
print(type(s).__name__, s)


class Field:
    def __init__(self):
        self.data = np.zeros((2, 3))


f = Field()
g = copy.copy(f)
h = copy.deepcopy(f)
f.data[0, 0] = 7
print(g.data[0, 0], h.data[0, 0], g.data is f.data, h.data.shape)
t = a.reshape(2, 3).T
print(copy.copy(t).flags["C_CONTIGUOUS"], copy.copy(t).strides, copy.deepcopy(t).strides)
