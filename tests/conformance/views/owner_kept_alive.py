# A small view keeps the whole buffer.
import sys

import numpy as np


def first_three():
    big = np.zeros(1000)
    return big[:3]


def three_copied():
    big = np.zeros(1000)
    return big[:3].copy()


v = first_three()
c = three_copied()
print(v.base.nbytes, c.base, v.nbytes, c.nbytes)
print(sys.getrefcount(v.base), sys.getsizeof(v), sys.getsizeof(v.base))
owner = v.base
print(sys.getrefcount(owner))
w = v[1:]
print(w.base is owner, sys.getrefcount(owner))
owner[1] = 7
print(v, w)
del v, w
print(sys.getrefcount(owner))
try:
    x = owner[:2]
    owner.resize(5)
except ValueError as e:
    print("refused")
