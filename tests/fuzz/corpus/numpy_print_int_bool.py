import numpy as np
print(np.array([1, 20, 300]), repr(np.array([-1, 20, 300])))
print(np.array([True, False]), repr(np.array([True, True])))
print(repr(np.array(5)), repr(np.array(5.5)), repr(np.array(True)), str(np.array(2.0)))
print(repr(np.array([])), np.array([]), repr(np.zeros((0, 3))), repr(np.zeros((2, 0))), np.zeros((2, 0)))
print(repr(np.array([], dtype=int)), repr(np.zeros(0, dtype=bool)))
print([np.zeros(2), np.float64(1.5)], (np.int64(3),), {'a': np.arange(2)})
