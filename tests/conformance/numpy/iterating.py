# Loops over arrays: rows are views, elements are new objects.
import numpy as np

m = np.arange(6).reshape(2, 3)
for row in m:
    row *= 10
    print(row, row.base is m)
print(m)
for x in m[0]:
    x += 1
print(m[0])
for i in range(m.shape[0]):
    for j in range(m.shape[1]):
        m[i, j] += i + j
print(m, [int(v) for v in m.flat])
for index, value in np.ndenumerate(m[:, :2]):
    print(index, value, end=" ")
print()
print(list(zip(m[0], m[1])), list(enumerate(m[0])), max(m[1]), sum(m.ravel()))
print([list(r) for r in m.T], list(map(len, m)), list(reversed(m[0])))
it = iter(m)
print(next(it), next(it), next(it, "end"))
