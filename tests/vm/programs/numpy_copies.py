import numpy as np
a = np.arange(6)
b = a.copy(); c = a[:]; d = np.array(a); e = a; f = a.__copy__(); g = a.__deepcopy__({}); h = a[[0, 1, 2, 3, 4, 5]]; i = a.flatten()
a[0] = 100
print(a[0], b[0], c[0], d[0], e[0], f[0], g[0], h[0], i[0])
print(b.base is None, c.base is a, d.base is None, h.base is None)
l = [a, a]
m = l[:]
print(m[0] is a, m[1][0])
print(np.shares_memory(a, c), np.shares_memory(a, b), np.may_share_memory(a, c), np.shares_memory(a[::2], a[1::2]), np.may_share_memory(a[::2], a[1::2]), np.shares_memory(a[:3], a[3:]), np.shares_memory(a, a), np.shares_memory(a.reshape(2, 3)[:, 0], a.reshape(2, 3)[:, 1]))
