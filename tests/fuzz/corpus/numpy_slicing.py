import numpy as np
a = np.arange(10)
for s in (a[2:5], a[::2], a[::-1], a[-3:], a[5:2], a[:0], a[8:100], a[-2:2:-3], a[...], a[()], a[None], a[2:3, None]):
    print(s, s.shape, s.strides, s.base is a)
m = np.arange(24).reshape(2, 3, 4)
for s in (m[0], m[0, 1], m[:, 1], m[..., 2], m[1, :, ::2], m[:, None, 0], m[-1, -1, -1], m[0, ..., 1:], m[:, :, 0], m[::-1, ::-1]):
    print(s, s.shape, s.strides)
print(a[3], type(a[3]), a[np.int64(4)], a[np.array(5)], a[True:3])
