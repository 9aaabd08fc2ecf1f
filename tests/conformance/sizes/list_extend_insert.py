# extend, insert, slices and += over-allocate in their own ways.
import sys


def room(l):
    return (sys.getsizeof(l) - 56) // 8


a = []
a.extend([1, 2, 3])
print(room(a), end=" ")
a.extend(range(4))
print(room(a), end=" ")
a.extend((1,))
print(room(a), end=" ")
a += [1]
print(room(a), end=" ")
a += (x for x in range(20))
print(room(a), len(a))
b = [0] * 8
b.insert(3, 1)
print(room(b), end=" ")
b[2:4] = [7] * 10
print(room(b), end=" ")
b[1:12] = []
print(room(b), len(b), end=" ")
b[:] = []
print(room(b))
c = list(range(20))
del c[5:15]
print(room(c), end=" ")
del c[0]
c.remove(19)
print(room(c), end=" ")
c.clear()
print(room(c), end=" ")
c.append(1)
c *= 5
print(room(c), end=" ")
c.sort()
c.reverse()
print(room(c))
