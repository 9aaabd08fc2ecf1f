import numpy as np
a = np.zeros(6)
a[0] = 1
a[1:3] = 7
a[3:] = [1, 2, 3]
print(a)
a[:] = 5
a[::2] = np.array([1, 2, 3])
print(a)
m = np.zeros((2, 3), dtype=int)
m[0] = [1, 2, 3]
m[:, 1] = 9
m[1, 2] = 3.9
m[...] += 1
print(m)
m[:] = [10, 20, 30]
print(m)
b = np.arange(6)
b[1:] = b[:-1]
print(b)
b[:] = b[::-1]
print(b)
c = np.zeros(3, dtype=bool)
c[1] = 5
c[2] = 0.5
print(c)
d = np.zeros(2, dtype=np.int8)
d[0] = np.int64(300)
d[1] = 2.9
print(d)
def t(f, *args):
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, e)
def s(x, k, v):
    x[k] = v
t(s, a, slice(None), [1, 2]); t(s, m, 0, [1, 2]); t(s, a, 6, 1); t(s, a, 0, [1, 2]); t(s, a, 0, 'x'); t(s, m, (0, 0, 0), 1)
def d1(x):
    del x[0]
t(d1, a)
a[0] = '2.5'
print(a)
