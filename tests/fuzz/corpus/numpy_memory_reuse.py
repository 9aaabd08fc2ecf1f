import numpy as np
def address(x):
    return x.__array_interface__['data'][0]
a = np.zeros(100)
p = address(a)
del a
b = np.zeros(100)
print(address(b) == p)
c = np.zeros(101)
print(address(c) == p)
x = [np.zeros(50) for i in range(5)]
q = [address(y) for y in x]
x.clear()
z = [address(np.zeros(50)) for i in range(2)]
print(z[0] == z[1])
i1 = id(np.zeros(3))
i2 = id(np.zeros(3))
print(i1 == i2)
v = b[10:20]
w = address(b)
del b
print(address(v) - w, v.base.shape)
