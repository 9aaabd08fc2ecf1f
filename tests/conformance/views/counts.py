# References of arrays in expressions, loops and containers.
import sys

import numpy as np

a = np.arange(6.0)
print(sys.getrefcount(a), sys.getrefcount(a[1:]), sys.getrefcount(a.T), sys.getrefcount(a + a))
rows = a.reshape(2, 3)
print(sys.getrefcount(a), sys.getrefcount(rows))
for row in rows:
    print(sys.getrefcount(a), sys.getrefcount(rows), sys.getrefcount(row), row.base is a)
del row
print(sys.getrefcount(a))
parts = [a[i:i + 2] for i in range(0, 6, 2)]
print(sys.getrefcount(a))
parts.pop()
print(sys.getrefcount(a))
x = a[0]
it = iter(a)
print(sys.getrefcount(a), sys.getrefcount(x), next(it) == x)
del it, parts, rows
print(sys.getrefcount(a))
t = a.T
print(t is a, t.base is a, sys.getrefcount(a))
np.add(a, 1, out=t)
print(a[:2], sys.getrefcount(a), sys.getrefcount(t))
