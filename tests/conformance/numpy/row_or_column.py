# C order and Fortran order hold the same matrix in two ways.
import numpy as np

c = np.array([[1, 2, 3], [4, 5, 6]], order="C")
f = np.array([[1, 2, 3], [4, 5, 6]], order="F")
print((c == f).all(), c.strides, f.strides)
print(c.ravel(), f.ravel(), f.ravel(order="K"), c.ravel(order="F"))
print(c.ravel().base is c, f.ravel().base is f, f.ravel(order="F").base is f)
print(np.ascontiguousarray(c) is c, np.ascontiguousarray(f) is f, np.asfortranarray(f) is f)
print(c.flags.owndata, c.T.flags.owndata, c.T.flags.f_contiguous)
print(c.tobytes() == f.tobytes())
copy = f.copy()
keep = f.copy(order="K")
print(copy.flags.f_contiguous, keep.flags.f_contiguous, (f + c).flags.f_contiguous, (f * 2).flags.f_contiguous)
print(np.zeros_like(f).strides, np.empty((2, 3), order="F").strides)
