import numpy as np
a = np.array([1.7, -2.7, 300.0, 0.0])
for k in ('bool', 'int8', 'int16', 'int32', 'int64', 'float32', 'float64'):
    print(repr(a[[0, 1, 3]].astype(k)))
i = np.array([-1, 0, 255, 256, 70000])
for k in ('bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'uint64', 'float32', 'float64'):
    print(repr(i.astype(k)))
print(a.astype(float) is a, a.astype(float, copy=False) is a, a.astype(int).base is None)
b = np.arange(4, dtype=np.int64)
v = b.view(np.int8)
print(v.shape, v.base is b, v.dtype, v[:10], b.view(np.float64).shape, b.view('u4'))
v[1] = 1
print(b)
w = np.zeros(2).view(np.int64)
w[0] = 4607182418800017408
print(w.base, w)
f = np.array([1.0, 2.0], dtype=np.float32)
print(f.view(np.int32), f.view(np.uint8), np.arange(8, dtype=np.uint8).view(np.int32), np.arange(8, dtype=np.uint8).reshape(2, 4).view(np.int16))
def t(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: np.zeros(3, np.int8).view(np.int16)); t(lambda: np.zeros((3, 4)).T.view(np.int8)); t(lambda: np.array(1.0).view(np.int8))
