# Who holds an array, and who holds its data: a view counts as a user of the owner.
import sys
import numpy as np

a = np.zeros(1000)
print(sys.getrefcount(a) - 1)
b = a
print(sys.getrefcount(a) - 1)
v = a[10:20]
w = a.reshape(10, 100)
print(sys.getrefcount(a) - 1, v.base is a, w.base is a)
x = v[2:4]
print("view of a view:", x.base is a, sys.getrefcount(a) - 1, sys.getrefcount(v) - 1)
del v, w
print(sys.getrefcount(a) - 1)
c = a.copy()
print(c.base, sys.getrefcount(a) - 1, sys.getrefcount(c) - 1)
del b
a = None
print("the owner lives on in x:", x.base.shape, sys.getrefcount(x.base) - 1)
