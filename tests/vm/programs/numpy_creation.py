import numpy as np
for a in (np.zeros(3), np.ones((2, 2)), np.full(3, 7), np.full((2, 2), 0.5), np.full(2, True), np.full(2, 3, dtype=float), np.arange(5), np.arange(2, 5), np.arange(0, 10, 3), np.arange(5, 0, -2), np.arange(0, 1, 0.25), np.arange(3.0), np.arange(0),
          np.arange(5, 2), np.arange(3, dtype=np.float32), np.arange(0.1, 1, 0.1), np.linspace(0, 1, 5), np.linspace(0, 10, 3), np.linspace(1, 2, 4, endpoint=False), np.linspace(5, 5, 2), np.linspace(0, 1, 1), np.linspace(0, 1, 0), np.linspace(0, 1, 7),
          np.eye(3), np.eye(2, 3), np.eye(2, dtype=int), np.zeros_like(np.arange(3)), np.ones_like(np.zeros((2, 2))), np.zeros_like(np.arange(2), dtype=float), np.full_like(np.arange(3), 9), np.zeros((2, 3), int), np.ones(2, bool), np.zeros(()), np.zeros([2, 1]), np.arange(True, 3)):
    print(repr(a), a.dtype, a.shape, a.strides)
print(np.empty(3).shape, np.empty((2, 3), dtype=np.int8).nbytes, np.empty_like(np.zeros((4, 5))).shape)
a = np.arange(3)
print(np.asarray(a) is a, np.array(a) is a, np.array(a, copy=False) is a, np.asarray(a, dtype=float) is a, np.ascontiguousarray(a) is a, np.asarray([1, 2]), np.copy(a) is a)
b = np.arange(6).reshape(2, 3)
print(np.ascontiguousarray(b.T).strides, np.asfortranarray(b).strides, np.ascontiguousarray(b) is b, np.asfortranarray(b.T) is b.T, np.ascontiguousarray(5))
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: np.arange()); t(lambda: np.arange(0, 5, 0)); t(lambda: np.linspace(0, 1, -1))
