# Each operator in an expression makes an array; out= and in-place operators reuse one.
import numpy as np


def address(array):
    return array.__array_interface__["data"][0]


n = 1000
a, b, c = np.ones(n), np.full(n, 2.0), np.arange(n, dtype=float)
r = a + b * c
print(r[:4], r.base)
t = np.multiply(b, c)
before = address(t)
t += a
print(np.array_equal(r, t), address(t) == before)
np.add(t, 1, out=t)
np.sqrt(t, out=t)
print(address(t) == before, t[:3])
t[:] = a
print(address(t) == before, t is a, t[:3])
t = a
print(address(t) == before, t is a)
