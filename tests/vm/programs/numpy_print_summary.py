import numpy as np
print(np.arange(1001))
print(repr(np.arange(2000.0)))
print(np.arange(10000).reshape(100, 100))
print(repr(np.zeros((40, 5, 6))))
print(np.arange(1000)[:5], len(str(np.arange(1000))))
print(repr(np.ones(5000, dtype=np.float32)))
print(np.arange(3000).reshape(3, 1000))
