# New shapes for the same data.
import numpy as np

a = np.arange(12)
m = a.reshape(3, 4)
print(m.shape, a.reshape(2, -1).shape, a.reshape(-1, 3, 2).shape, m.reshape(-1).shape)
m[0, 0] = 100
print(a[0], m.base is a)
print(m.T.shape, m.swapaxes(0, 1).shape, m[np.newaxis].shape, np.expand_dims(m, 2).shape, m[:, None, :].shape)
t = m.T
print(t.reshape(12).base is a, np.shares_memory(t.reshape(12), a))
try:
    a.reshape(5, 2)
except ValueError as e:
    print(e)
a.shape = (2, 6)
print(a, m.shape)
try:
    m.T.shape = (12,)
except AttributeError as e:
    print(e)
a.resize((3, 6), refcheck=False) if a.base is None and m is None else print("m still uses the data")
del m, t
print(np.resize([1, 2, 3], (2, 4)), np.moveaxis(np.zeros((2, 3, 4)), 0, -1).shape)
