# Source and target that overlap: numpy reads before it writes.
import numpy as np

a = np.arange(8)
a[1:] = a[:-1]
print(a)
a = np.arange(8)
a[:-1] = a[1:]
print(a)
a = np.arange(8)
a += a[::-1]
print(a)
a = np.arange(9).reshape(3, 3)
a += a.T
print(a)
a = np.arange(6)
np.add(a[:-1], a[1:], out=a[1:])
print(a)
print(np.shares_memory(a[::2], a[1::2]), np.may_share_memory(a[::2], a[1::2]))
