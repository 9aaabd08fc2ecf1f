import numpy as np
a = np.arange(12)
for b in (a.reshape(3, 4), a.reshape((3, -1)), a.reshape(-1), a.reshape(2, 2, 3), a.reshape(12, 1), a.reshape(3, 4, order='F'),
          a.reshape(3, 4).reshape(4, 3), a.reshape(3, 4).T.reshape(12), a.reshape(3, 4).T.ravel(), a[::2].reshape(2, 3), a.reshape(3, 4)[:, ::2].reshape(3, 2, 1),
          a.reshape(3, 4).ravel('F'), a.reshape(3, 4).flatten('F'), a.reshape(3, 4).ravel(order='K'), np.ravel(a), np.reshape(a, (4, 3))):
    print(b, b.shape, b.strides, b.base is a, b.base is None, b.flags.owndata)
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: a.reshape(5)); t(lambda: a.reshape(5, -1)); t(lambda: a.reshape(-1, -1)); t(lambda: a.reshape(3, 5)); t(lambda: a.reshape('x'))
a.shape = (3, 4)
print(a, a.strides)
def f():
    a.shape = 5
t(f)
b = np.zeros((3, 4)).T
def g():
    b.shape = 12
t(g)
print(np.zeros(0).reshape(0, 3).shape, np.zeros((2, 0)).reshape(-1).shape, np.array(3).reshape(1, 1))
