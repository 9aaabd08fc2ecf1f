# An array is a small header and one block of data; a list is a block of pointers to objects.
import sys
import numpy as np

for n in (0, 1, 10, 1000, 100000):
    a = np.zeros(n)
    print(n, a.nbytes, sys.getsizeof(a), sys.getsizeof(a[:]), sys.getsizeof(list(range(n))))
m = np.zeros((10, 10))
print(sys.getsizeof(m), sys.getsizeof(m.T), sys.getsizeof(m[0]), sys.getsizeof(m.reshape(2, 5, 10)))
print(sys.getsizeof(np.float64(1)), sys.getsizeof(np.int8(1)), sys.getsizeof(np.int64(1)), sys.getsizeof(1.0))
print(sys.getsizeof(np.zeros(8, np.int8)), sys.getsizeof(np.zeros(8, np.float32)))
numbers = [float(i) for i in range(1000)]
print(sys.getsizeof(numbers) + sum(map(sys.getsizeof, numbers)), sys.getsizeof(np.array(numbers)))
