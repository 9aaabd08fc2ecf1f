import numpy as np
for x in ([1, 2, 3], [1, 2.5], [True, 2], [True, 1.5], [True, False], [[1, 2], [3, 4]], [[1], [2.5]], (1, 2), range(4),
          [], [[], []], 5, 5.5, True, [np.int8(1), np.int16(2)], [np.float32(1.5), 2], [2**63], [[[1]]]):
    a = np.array(x)
    print(repr(a), a.dtype, a.shape, a.strides, a.ndim, a.size)
print(repr(np.array([1, 2, 3], dtype=float)), repr(np.array([1.7, -2.7], dtype=int)), repr(np.array([0, 1, 2], dtype=bool)))
print(repr(np.array([np.zeros(2), np.ones(2)])), repr(np.array([[1, 2], np.array([3, 4])])))
for bad in ([[1, 2], [3]], [1, [2]], [[1], 2], [[[1, 2]], [[3]]]):
    try:
        np.array(bad)
    except ValueError as e:
        print(e)
