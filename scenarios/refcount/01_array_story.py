#: title Reference counts of arrays
#: profile 3.11
#: option heap=story
#: teaches why b = a.T allocates nothing, what del does, and when freed memory is used again

import numpy as np

x = 1000
y = 2000  #: hide x, y

a = np.random.random(x)
#: figure refcount-1 caption "a names an array: its block is referred to once"
#: expect buffer_refs(a) == 1
b = a.T  #: note increases ref count
#: figure refcount-2 caption "a transpose is a view: the same block, referred to twice"
#: expect buffer_refs(a) == 2 and block(a) == block(b)

c = np.random.random(x)
d = np.random.random(x)
#: figure refcount-3 caption "two more arrays, two more blocks"

del c  #: note sets ref count to 0
#: figure refcount-4 caption "nothing refers to c's block any more: it is free"
#: expect freed("c")

e = np.random.random(y)  #: note y > x
#: figure refcount-5 caption "e is larger than the hole and goes below"
#: expect not reused(e, "c")

f = np.random.random(x)
#: figure refcount-6 caption "f fits, and takes the place that c had"
#: expect reused(f, "c") and buffer_refs(f) == 1
