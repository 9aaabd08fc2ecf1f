# Who shares memory with whom.
import numpy as np

a = np.arange(12)
views = {"slice": a[2:8], "step": a[::3], "reverse": a[::-1], "reshape": a.reshape(3, 4), "T": a.reshape(3, 4).T,
         "ravel": a.reshape(3, 4).ravel(), "view": a.view(), "fancy": a[[1, 2]], "mask": a[a > 3],
         "copy": a.copy(), "flatten": a.flatten(), "plus": a + 0, "T.ravel": a.reshape(3, 4).T.ravel(),
         "astype": a.astype(a.dtype), "same": np.asarray(a)}
for name, v in views.items():
    print(name, np.shares_memory(a, v), v.base is a, v.flags.owndata)
print(np.shares_memory(a[:5], a[5:]), np.may_share_memory(a[:5], a[4:]), np.shares_memory(a[::2], a[1::2]))
print(np.may_share_memory(a[::2], a[1::2]), np.shares_memory(a[:6], a[5:]))
