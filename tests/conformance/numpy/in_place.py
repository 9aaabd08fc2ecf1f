# a += b works in the array's own memory; a = a + b makes a new array.
import numpy as np

a = np.ones(5)
alias = a
address = a.__array_interface__["data"][0]
a += 1
print(a is alias, a.__array_interface__["data"][0] == address, alias)
a = a + 1
print(a is alias, alias, a)
np.multiply(alias, 10, out=alias)
print(alias)
result = np.empty(5)
returned = np.add(a, alias, out=result)
print(returned is result, result)
n = np.arange(5)
try:
    n += 0.5
except TypeError as e:
    print(e)
n *= 2
n -= np.array([1, 1, 1, 1, 1])
n //= 2
n **= 2
print(n, n.dtype)
n <<= 1
n |= 1
print(n)
