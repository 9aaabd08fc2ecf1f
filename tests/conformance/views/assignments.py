# Writing through a view is seen by all who share the buffer.
import numpy as np

a = np.zeros((3, 4), dtype=int)
top, left, flat = a[0], a[:, 0], a.ravel()
top[:] = 1
left += 5
flat[-1] = 9
print(a)
print(top, left, flat)
b = a[::2, ::2]
b[...] = 0
print(a)
c = a.T
c[3] = [7, 8, 9]
print(a[:, 3], c.flags.c_contiguous, c.flags.f_contiguous)
d = a[[0, 1]]
d[:] = 100
print(a.max(), d.base is a)
a[a > 7] = -1
print(a)
e = a.reshape(-1)
f = c.reshape(-1)
e[0] = 42
print(a[0, 0], f[0], np.shares_memory(e, a), np.shares_memory(f, a))
