import numpy as np
a = np.arange(12)
b = a[2:8]
c = b[1:3]
print(b.base is a, c.base is a, a.base is None, c.base is b)
c[0] = 100
print(a, b, c)
d = a.reshape(3, 4)
e = d.T
f = e[1]
print(d.base is a, e.base is a, f.base is a, f, d.strides, e.strides, f.strides)
g = a.view()
print(g.base is a, g is a, a.copy().base is None, a.flatten().base is None, a.ravel().base is a)
h = np.zeros((3, 4)).T
print(h.base.shape, h.T.base is h.base)
print(np.linspace(0, 1, 3).base is None, np.arange(6).reshape(2, 3).base is None)
