# Sorting in place, sorted copies, and the order itself.
import numpy as np

a = np.array([3, 1, 2])
print(np.sort(a), a, sorted(a), a.argsort())
print(a.sort(), a)
names = np.array([30, 10, 20])
order = np.argsort(names)
print(order, names[order], names[order][::-1])
m = np.array([[3, 1], [2, 4]])
m.sort(axis=0)
print(m, np.sort(m), np.sort(m, axis=None))
print(np.unique([3, 1, 1, 2]), np.unique([3, 1, 1, 2], return_counts=True))
print(np.searchsorted([1, 3, 5], 4), np.argmax([1, 9, 3]), np.argmin([4, 2, 8]))
v = np.array([5, 4, 3])
w = v[::-1]
w.sort()
print(v, w)
