# Arrays as large as on a cluster node: what they would take, and views of them.
import numpy as np

a = np.zeros(10**9)
print(a.nbytes / 1e9, "GB", a.shape, a[0], a[-1], a.dtype)
b = a[::1000]
print(b.shape, b.strides, b.base is a, np.shares_memory(a, b))
a[10**9 - 1] = 7
print(a[-1], a[-3:], b[:3])
m = a.reshape(1000, 1000, 1000)
print(m[999, 999, 999], m.strides, m.T.strides, m[5].base is a)
try:
    np.zeros((10**6, 10**7))
except MemoryError as e:
    print(e)
i = np.arange(10**7, dtype=np.int32)
print(i.nbytes, i[12345], i[-1], i[::2500000], i[::1000].sum())
ones = np.ones((3000, 3000), dtype=np.int8)
print(ones.nbytes, ones[0, :3], ones.sum())
