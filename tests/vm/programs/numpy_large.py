import numpy as np, sys
a = np.zeros(10**7)
print(a.nbytes, sys.getsizeof(a), a[5], a[-1])
a[3] = 2.5
b = a + 1
c = b * 2 - a
print(b[3], b[4], c[3], c[4], a[:5], c[:5])
a[4] = 9
print(a[4], b[4], c[4])
a += 1
a *= 2
print(a[:6], a.sum())
d = np.ones(10**6, dtype=np.int64)
print(d.sum(), d.mean(), (d * 3).sum(), d.max())
e = np.arange(10**6)
print(e.sum(), e[::100000], e.mean(), (e % 7 == 0).sum(), (e * 2)[-1], e[-3:], e.astype(float)[-1])
f = e.reshape(1000, 1000)
print(f.T[1, 2], f.sum(axis=0)[:3], f[500, 500], f.T.strides, (f + f.T)[3, 4])
g = a.copy()
g[0] = -1
print(a[0], g[0], g.base is None)
e[:] = 5
print(e[0], e[-1], f[3, 3])
h = np.full(10**6, 0.1)
print(h[7], h.max())
x = np.ones(100000)
for i in range(300):
    x = x + 1
print(x[5], x.sum())
