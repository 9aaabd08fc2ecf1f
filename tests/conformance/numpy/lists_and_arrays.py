# Operators mean different things for lists and arrays.
import numpy as np

l, a = [1, 2, 3], np.array([1, 2, 3])
print(l + l, a + a)
print(l * 2, a * 2)
print(l == [1, 2, 3], a == [1, 2, 3], (a == l).all())
print(3 in l, 3 in a, len(l), len(a))
try:
    l + 1
except TypeError as e:
    print(e)
print(a + 1, a + l, l + a)
print([x * x for x in l], a * a, a ** 2)
print(sum(l), a.sum(), max(l), a.max(), sorted(a, reverse=True))
l.append(4)
b = np.append(a, 4)
print(l, b, a, b is a)
print(a.tolist(), type(a.tolist()[0]), type(a[0]), list(a) == l[:3])
print(np.array([l, l]).shape, np.array([l, l])[1, 2], str(a), repr(a))
