# Tuples of 1 to 19 items have a free list for each length; those of 20 go in but not out.
import sys

for n in range(1, 23):
    a = tuple([0] * n)
    b = tuple([0] * n)
    x, y = id(a), id(b)
    del a
    del b
    c = tuple([1] * n)
    d = tuple([1] * n)
    print(n, id(c) == y, id(d) == x, end="; ")
    del c, d
print()
one = (n,)
old = id(one)
del one
two = (n, n)
again = (n,)
print(id(two) == old, id(again) == old)
print(id((n, 1, 2)) == id((n, 2, 3)), id((n,)) == id(again))
