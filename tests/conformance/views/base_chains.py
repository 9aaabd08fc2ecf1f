# A view of a view has the owner as its base.
import sys

import numpy as np

a = np.arange(24)
print(a.base, sys.getrefcount(a))
b = a[4:20]
c = b[2:10]
d = c[::2]
print(b.base is a, c.base is a, d.base is a, sys.getrefcount(a), sys.getrefcount(b))
e = a.reshape(4, 6)
f = e.T
g = f[1]
print(e.base is a, f.base is a, g.base is a, sys.getrefcount(a))
del b, c, e, f
print(sys.getrefcount(a), d, g)
h = d.copy()
print(h.base, h.flags.owndata, d.flags.owndata)
i = h.view()
print(i.base is h, i.shape, sys.getrefcount(h))
j = a.ravel()
k = a.flatten()
print(j.base is a, k.base, np.asarray(a) is a, np.array(a).base)
