#: title A hole in memory: what the C library really does
#: teaches that a large array's memory goes back to the system when it is freed, so that there is no hole, and when the course's story (07_hole_story.py) is true
#: option heap=glibc

import numpy as np

x = 500_000  #: hide x, place

# A process that has been at work for a while has small chunks to spare; without them a small request would be cut from the hole.
[np.zeros(2) for _ in range(8)]

# The same lines as in 07_hole_story.py. 4 MB are more than the mmap threshold: each array is a mapping of its own.
a = np.random.random(x)
c = np.random.random(x)
d = np.random.random(x)
#: figure mapped view=heap caption "glibc: three arrays of 4 MB, each a mapping of its own"
#: expect 0x600000000000 < block(c) and 0x600000000000 < block(d)

place = c.ctypes.data
del c
#: figure returned view=heap caption "del c gives the mapping back: no hole is kept, and arrays up to 4 MB are not mapped from now on"
#: expect freed("c")

e = np.random.random(2 * x)
#: figure larger view=heap caption "e has 8 MB: a mapping"
#: expect not reused(e, "c") and 0x600000000000 < block(e)

f = np.random.random(x)
#: figure moved view=heap caption "f has the size of c, and does not take its place: it is in the heap segment"
#: expect not reused(f, "c") and block(f) < 0x600000000000
print("where c was:", e.ctypes.data == place, f.ctypes.data == place)

# In the heap segment the story is true: the hole has a live neighbour above it, so it stays.
g = np.random.random(x)
place = f.ctypes.data
del f
#: figure hole view=heap caption "del f: now there is a hole, because g above it is alive"
#: expect freed("f") and block(g) < 0x600000000000

h = np.random.random(2 * x)
#: figure skipped view=heap caption "h has 8 MB: not in the hole, but a mapping"
#: expect not reused(h, "f") and 0x600000000000 < block(h)

i = np.random.random(x)
#: figure filled view=heap caption "i has the size of f, and takes its place: the story, the second time"
#: expect reused(i, "f")
print("where f was:", h.ctypes.data == place, i.ctypes.data == place)

# It is true at once for arrays below the threshold, as those of refcount/01_array_story.py are.
print(len(a), len(d), len(g))
