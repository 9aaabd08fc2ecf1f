import numpy as np
a = np.arange(6).reshape(2, 3)
print(a.T, a.T.shape, a.T.strides, a.T.base is a.base, a.transpose(), a.transpose(1, 0), np.transpose(a))
b = np.arange(24).reshape(2, 3, 4)
print(b.transpose(1, 2, 0).shape, b.transpose((0, -1, 1)).strides, b.T.shape, np.arange(3).T)
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: b.transpose(0, 1)); t(lambda: b.transpose(0, 0, 1)); 
a.T[0, 1] = 50
print(a)
