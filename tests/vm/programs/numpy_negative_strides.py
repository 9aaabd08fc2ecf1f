import numpy as np
a = np.arange(10)
r = a[::-1]
print(r, r.strides, r[2:5], r[::-1], r[::2], r + 1, (r + 1).strides, r.copy().strides, r.sum(), r.base is a)
m = np.arange(12).reshape(3, 4)[::-1, ::-1]
print(m, m.strides, m.T.strides, (m * 2).strides, m.ravel(), m.reshape(2, 6), m.flatten('F'))
r[0] = 100
print(a)
