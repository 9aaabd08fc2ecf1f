# Sums and their kind, over everything or along axes.
import numpy as np

m = np.arange(1, 13).reshape(3, 4)
print(m.sum(), m.sum(axis=0), m.sum(axis=1), m.sum(axis=(0, 1)))
print(m.mean(), m.mean(axis=0), m.std(), m.var(axis=1))
print(m.min(), m.max(axis=0), m.argmin(), m.argmax(axis=1), m.ptp())
print(m.prod(), m.cumsum(), m.cumsum(axis=0)[-1], np.median(m))
print(m.sum(axis=1, keepdims=True).shape, (m / m.sum(axis=1, keepdims=True)).sum(axis=1))
print(type(m.sum()), type(m.mean()), m.sum(axis=0).dtype, np.ones(3, np.int8).sum().dtype)
print(sum(m), sum(m[0]), max(m[0]), type(sum(m[0])))
print(np.array([0.1] * 10).sum(), sum([0.1] * 10), np.float32([0.1] * 10).sum())
print(np.sum([[1, 2], [3, 4]]), np.mean([1, 2, 3]), np.std([1, 1, 4], ddof=1))
