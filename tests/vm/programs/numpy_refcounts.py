import numpy as np, sys
a = np.arange(10)
print(sys.getrefcount(a))
b = a[2:5]
print(sys.getrefcount(a), sys.getrefcount(b))
c = b[:1]
print(sys.getrefcount(a), sys.getrefcount(b))
d = a
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
del c, d
print(sys.getrefcount(a))
x = a[0]
print(sys.getrefcount(a), type(x), sys.getrefcount(x))
l = [a, a.T, a.reshape(2, 5), a.flags]
print(sys.getrefcount(a))
l.clear()
print(sys.getrefcount(a))
def f(v):
    return sys.getrefcount(v)
print(f(a), f(a[1:]), sys.getrefcount(np.zeros(3)))
a += 1
print(sys.getrefcount(a))
y = np.asarray(a)
print(y is a, sys.getrefcount(a))
for row in a.reshape(2, 5):
    print(sys.getrefcount(a), row.base is a)
e = a + 1
print(sys.getrefcount(e), sys.getrefcount(a))
