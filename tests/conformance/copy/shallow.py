# copy.copy: a new container, the same contents; what cannot change is itself.
import copy
import sys

inner = [1, 2]
for x in ([inner, 1], {"k": inner}, {1, 2}, (inner,), frozenset([1]), "text", 5, 2.5, None, b"b", True, range(3),
          slice(1, 2), len, copy.copy, int, Ellipsis, NotImplemented, object):
    y = copy.copy(x)
    print(type(x).__name__, y is x, y == x)
a = [inner, inner]
b = copy.copy(a)
print(b[0] is inner, sys.getrefcount(inner), sys.getsizeof(a), sys.getsizeof(b))
b.append(3)
print(a, b)
a = []
for i in range(5):
    a.append(i)
print(sys.getsizeof(a), sys.getsizeof(copy.copy(a)), sys.getsizeof(copy.deepcopy(a)))
d = {i: i for i in range(20)}
print(sys.getsizeof(d), sys.getsizeof(copy.copy(d)), sys.getsizeof(copy.deepcopy(d)))
