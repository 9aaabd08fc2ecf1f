import numpy as np
a = np.arange(5)
m = np.arange(6).reshape(2, 3)
z = np.array(7)
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: a[5]); t(lambda: a[-6]); t(lambda: a[1, 2]); t(lambda: a[1.5]); t(lambda: a['x']); t(lambda: m[2]); t(lambda: m[0, 3])
t(lambda: m[0, 0, 0]); t(lambda: z[0]); t(lambda: z[()]); t(lambda: z[...]); t(lambda: m[..., 0, ...]); t(lambda: a[{}])
t(lambda: a[[0, 9]]); t(lambda: a[np.array([True, False])]); t(lambda: a[[1.5]]); t(lambda: m[[0, 1], [0, 1, 2]])
t(lambda: len(z)); t(lambda: iter(z)); t(lambda: next(iter(a)))
t(lambda: a[10:20]); t(lambda: m[1, 5:])
