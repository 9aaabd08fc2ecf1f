#: title Views and their base
#: teaches which arrays share memory, and what keeps a large buffer alive

import numpy as np

a = np.arange(12)
v = a[2:6]
t = v.reshape(2, 2)  #: note a view of a view
#: figure views-1 view=objects caption "three arrays, one buffer; every base is the owner"
#: expect v.base is a and t.base is a and refs(a) == 3
print(v.base is a, t.base is a)

c = v.copy()  #: note a buffer of its own
#: figure views-2 view=blocks caption "a copy has its own block"
#: expect block(c) != block(a) and block(v) == block(a)
print(c.base is None, np.shares_memory(a, t), np.shares_memory(a, c))

v[0] = 99
print(a[2], t[0, 0], c[0])

del a
#: figure views-3 view=blocks caption "the name is gone, the buffer stays: v and t hold the owner"
#: expect buffer_refs(v) == 2
print(v.base.size)
