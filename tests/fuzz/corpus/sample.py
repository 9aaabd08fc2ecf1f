#: title A sample of every stage
#: option heap=story

import numpy as np

n = 4  #: hide n
a = np.zeros(n)
b = a.T  #: note a view
#: figure sample-1 caption "two names, one block"


def first(items, default=None):
    return items[0] if len(items) else default


words = ["spam", b]
#: figure sample-2 view=objects
del a, b
#: figure sample-3
print(f"{first(words)!r:>8}", len(words))
