import numpy as np
a = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
for b in (a, a.T, a[::2], a[:, ::-1], a[..., 1], a.transpose(1, 0, 2), a.transpose((2, 0, 1)), a.reshape(6, 4), a.reshape(4, 6).T,
          a.copy(), a.T.copy(), a.T.copy(order='K'), a.astype(float), a.T.astype(np.int8), a.T + 1, a[:, ::-1] * 2,
          a.transpose(1, 0, 2) + a.transpose(1, 0, 2), a.T + np.ones(2), np.asfortranarray(a), np.copy(a.T), np.zeros_like(a.T),
          np.ones_like(a.T), np.zeros((2, 3), order='F'), np.array([[1, 2], [3, 4]], order='F'), a.view(np.int8), a.view(np.int64), -a.T):
    print(b.shape, b.strides, b.flags.c_contiguous, b.flags.f_contiguous, b.flags.owndata, b.base is None)
