import numpy as np
print(np.arange(6).reshape(2, 3))
print(repr(np.arange(6).reshape(2, 3)))
print(np.arange(24).reshape(2, 3, 4))
print(repr(np.arange(24.0).reshape(2, 3, 4)))
print(repr(np.arange(16).reshape(2, 2, 2, 2)))
print(np.array([[1.5, -2.0], [100.25, 0.125]]))
print(repr(np.zeros((1, 1, 1))))
