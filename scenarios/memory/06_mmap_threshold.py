#: title Large buffers and the mmap threshold
#: teaches that large buffers are not pymalloc's, which of them get a mapping of their own, and why a second one may not
#: option heap=glibc

# pymalloc serves what is not larger than 512 bytes; the rest comes from the C library's malloc.
short = bytes(100_000)
long = bytes(200_000)
#: figure mapped view=heap caption "100 kB from the heap segment; 200 kB, more than 128 KiB, are a mapping of their own"
#: expect block(short) < 0x600000000000 < block(long)

del long
#: figure unmapped view=heap caption "The mapping goes back to the system at once, and the threshold is now its size"
#: expect freed("long")

long = bytes(200_000)
#: figure grown view=heap caption "Another 200 kB: no longer above the threshold, so from the heap segment"
#: expect block(long) < 0x600000000000

import numpy as np

array = np.zeros(100_000)
#: figure array view=heap caption "An array's data are the C library's as well: 800 kB, a mapping"
#: expect block(array) > 0x600000000000

del array
array = np.zeros(100_000)
again = np.zeros(150_000)
#: figure arrays view=heap caption "The same size again is not mapped any more, a larger one is"
#: expect block(array) < 0x600000000000 < block(again)

print(len(short), len(long), array.nbytes, again.nbytes)
