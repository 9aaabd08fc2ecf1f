# The element type decides size, range and what arithmetic gives.
import numpy as np

for name in ["bool", "int8", "uint8", "int16", "int32", "int64", "uint64", "float32", "float64"]:
    d = np.dtype(name)
    z = np.zeros(3, dtype=d)
    print(d, d.itemsize, d.kind, d.char, d.str, z.nbytes, repr(z))
print(np.array([1, 2.5]).dtype, np.array([True, 2]).dtype, np.array([1, 2]).dtype)
print((np.ones(2, np.int8) + np.ones(2, np.int16)).dtype, (np.ones(2, np.uint64) + np.ones(2, np.int64)).dtype)
print((np.ones(2, np.float32) * 2).dtype, (np.ones(2, np.float32) * np.float64(2)).dtype)
print((np.ones(2, np.int32) / 2).dtype, (np.ones(2, np.int32) // 2).dtype, (np.ones(2) > 0).dtype)
print(np.dtype(int) == np.int64, np.dtype("f8") == float, np.dtype(float).type)
a = np.array([255, 256, -1]).astype(np.uint8)
print(a, a + np.uint8(1), np.array([1.9, -1.9]).astype(int))
