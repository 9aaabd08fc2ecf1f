# What strides say about the order in which memory is walked.
import numpy as np

a = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
for name, v in [("a", a), ("a.T", a.T), ("a[:, :, ::2]", a[:, :, ::2]), ("a[::-1]", a[::-1]),
                ("a.swapaxes(0, 1)", a.swapaxes(0, 1)), ("a[0]", a[0]),
                ("np.broadcast_to(a, (5, 2, 3, 4))", np.broadcast_to(a, (5, 2, 3, 4)))]:
    print(name, v.shape, v.strides, v.flags.c_contiguous, v.flags.f_contiguous, v.nbytes)
start = a.__array_interface__["data"][0]
for i, j, k in [(0, 0, 1), (0, 1, 0), (1, 0, 0), (1, 2, 3)]:
    offset = a[i:, j:, k:].__array_interface__["data"][0] - start
    print((i, j, k), offset, i * a.strides[0] + j * a.strides[1] + k * a.strides[2] == offset)
