#: title A hole in memory: the course's heap
#: teaches the story that courses tell of freed memory, and that it is a story: 08_hole_glibc.py runs the same lines on the C library's allocator
#: option heap=story

import numpy as np

x = 500_000  #: hide x

# One area, one block below the other; a freed block leaves a hole, and the first hole that is large enough is used.
a = np.random.random(x)
c = np.random.random(x)
d = np.random.random(x)
#: figure full view=heap caption "The course's heap: three arrays of 4 MB, one behind the other"
#: expect block(a) < block(c) < block(d)

del c
#: figure hole view=heap caption "del c leaves a hole of 4 MB; nothing goes back to the system"
#: expect freed("c")

e = np.random.random(2 * x)
#: figure skipped view=heap caption "e has 8 MB: the hole is too small, e goes behind the others"
#: expect not reused(e, "c") and block(e) > block(d)

f = np.random.random(x)
#: figure filled view=heap caption "f has the size of c, and takes its place"
#: expect reused(f, "c")

print(len(a), len(d), len(e), len(f))
