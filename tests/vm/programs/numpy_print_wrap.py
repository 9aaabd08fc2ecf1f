import numpy as np
print(np.arange(50))
print(repr(np.arange(50)))
print(np.arange(30) / 7)
print(repr(np.linspace(0, 1, 23)))
print(np.arange(60.0).reshape(2, 30))
print(repr(np.arange(60, dtype=np.int8).reshape(2, 30)))
print(repr(np.arange(18, dtype=np.float32) * 1.5))
