# An element taken out of an array is an object of its own, of numpy's type.
import sys
import numpy as np

a = np.array([1.5, 2.5])
x = a[0]
print(type(x), isinstance(x, float), x is a[0], x == a[0])
a[0] = 9
print(x, a)
print(x + 1, type(x + 1), type(1 + x), type(x * 2), x // 1, x % 1, -x, abs(-x))
i = np.int32(7)
print(i / 2, i // 2, i % 4, i ** 2, type(i / 2), type(i // 2), type(i + 1), type(i + 1.0))
print(int(i), float(i), hash(i) == hash(7), i == 7, {7: "seven"}[i], [10, 20, 30][np.int64(1)])
print(sys.getsizeof(x), sys.getsizeof(i), sys.getsizeof(1.5), x.nbytes, i.itemsize, i.dtype)
print(x.item(), type(x.item()), np.float32(0.1), float(np.float32(0.1)), np.float32(0.1) == 0.1)
print(round(x, 1), f"{x:.2f}", f"{i:04d}", str(np.bool_(True)), np.True_ is np.bool_(1))
print(np.int8(127) + np.int16(1), np.uint8(200) + np.uint8(50), type(np.uint8(200) + np.uint8(50)))
