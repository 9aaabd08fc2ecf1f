import numpy as np
a = np.arange(10) * 10
print(a[[1, 3, 5]], a[np.array([-1, 0])], a[[[0, 1], [2, 3]]], a[[]], a[[True] * 5 + [False] * 5], a[range(3)])
print(a[a > 40], a[(a > 20) & (a < 70)], a[~(a > 20)])
b = a[a > 40]
b[0] = -1
print(a, b.base is None, b.flags.owndata)
m = np.arange(12).reshape(3, 4)
print(m[[0, 2]], m[[0, 1], [1, 2]], m[:, [0, 2]], m[[0, 2], 1:3], m[m > 5], m[[0, 2]][:, [1, 3]], m[1, [0, 2]], m[[[0], [2]], [1, 3]])
r = m[:, [0, 2]]
print(r.strides, r.flags.c_contiguous, r.flags.owndata, m[[0, 2]].strides, m[[0, 2]].flags.owndata)
print(m[np.array([True, False, True])], m[np.array([True, False, True]), 1])
c = np.arange(24).reshape(2, 3, 4)
print(c[:, [0, 2]].shape, c[0, :, [0, 1]].shape, c[[0, 1], :, [0, 1]].shape, c[[0, 1], [0, 1]].shape, c[:, [0, 1], [0, 1]].shape, c[..., [0]].shape)
print(c[0, :, [0, 1]], c[:, [0, 2]].strides)
a[[0, 1]] = 5
a[a > 70] = 0
a[[2, 2]] = [8, 9]
print(a)
m[[0, 2]] = -1
m[:, [0, 3]] = [[1, 2], [3, 4], [5, 6]]
m[m < 0] += 100
print(m)
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def f1(): a[[0, 1, 2]] = [1, 2]
def f2(): a[a > 5] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
t(f1); t(f2)
