import numpy as np, sys
for a in (np.array(5), np.zeros(0), np.zeros(1), np.zeros(10), np.zeros((2, 3)), np.zeros((2, 3, 4)), np.zeros(5, np.int8),
          np.zeros(1000)[::2], np.zeros((3, 3)).T, np.zeros(10).reshape(2, 5), np.ones((2, 2), bool)):
    print(sys.getsizeof(a), a.nbytes, a.size, a.itemsize, a.ndim)
for s in (np.float64(1), np.float32(1), np.int64(1), np.int8(1), np.bool_(True), np.uint16(3)):
    print(sys.getsizeof(s), s.nbytes, s.itemsize, s.dtype, s.shape, s.ndim, s.size)
print(sys.getsizeof(np.zeros(3).flags), sys.getsizeof(np.dtype(float)))
