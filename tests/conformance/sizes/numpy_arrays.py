# An owner counts its data, a view does not.
import sys

import numpy as np

for shape in (0, 1, 10, (2, 3), (2, 3, 4)):
    print(sys.getsizeof(np.zeros(shape)), end=" ")
print()
a = np.arange(100)
print(sys.getsizeof(a), sys.getsizeof(a[10:20]), sys.getsizeof(a.reshape(10, 10)), sys.getsizeof(a.copy()))
print(sys.getsizeof(a[::2]), sys.getsizeof(a[[1, 2, 3]]), sys.getsizeof(a[a > 90]), sys.getsizeof(a.T))
print([sys.getsizeof(np.zeros(8, dtype=t)) for t in ("int8", "int16", "int32", "float32", "float64", "bool")])
print(a.nbytes, a[::2].nbytes, a.itemsize, a.size, a[1:3].nbytes)
print(sys.getsizeof(a[0]), sys.getsizeof(np.float64(1)), sys.getsizeof(np.float32(1)), sys.getsizeof(np.int8(1)))
print(sys.getsizeof(a + a), sys.getsizeof(a.astype("int8")), sys.getsizeof(a.view("int8")))
