import numpy as np
a = np.arange(12).reshape(3, 4)
for x in (a, a * 1.0, a.T, a[:, ::2], a > 5, a.astype(np.float32)):
    print(x.sum(), x.sum(axis=0), x.sum(axis=1), x.sum(axis=-1), x.mean(), x.mean(axis=0), x.min(), x.max(), x.max(axis=1), x.any(), x.all(), x.argmax(), x.argmin(axis=0), x.any(axis=0), x.prod(axis=0))
print(a.std(), a.std(axis=0), a.var(), np.sum(a), np.mean(a), np.max(a), np.min(a), np.std([1, 2, 3, 4]), np.sum([1.5, 2.5]), np.any(a > 10), np.all(a >= 0), np.amax(a), np.argmax([3, 9, 1]))
print(a.sum(axis=1, keepdims=True), a.sum(keepdims=True), type(a.sum()), type(a.mean()), type((a > 1).sum()), type(a.max()))
print(np.zeros(0).sum(), np.ones((2, 3, 4)).sum(axis=1), np.array(5).sum(), np.array([1.5, np.nan]).max(), np.array([np.nan, 1.0]).min(), np.array([1, np.nan]).argmax())
r = np.arange(1, 1001) / 7
print(repr(r.sum()), repr(r.mean()), repr(r.std()), repr((r.reshape(50, 20)).sum(axis=0)[3]), repr(r.reshape(50, 20).sum(axis=1)[7]), repr(r.reshape(50, 20).T.sum()), repr(r[::3].sum()), repr(r.reshape(10, 100)[:, ::3].sum()))
f = r.astype(np.float32)
print(repr(f.sum()), repr(f.mean()), repr(f.reshape(50, 20).sum(axis=0)[3]))
