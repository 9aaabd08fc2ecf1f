# zip_longest: its fill value, the tuple it uses again, and when each source is dropped.
import sys
from itertools import zip_longest

print(list(zip_longest("abc", "x")), list(zip_longest("a", [], fillvalue="-")), list(zip_longest()))
for bad in (lambda: zip_longest("a", fill=1), lambda: zip_longest("a", 5),
            lambda: zip_longest(fillvalue=1, other=2)):
    try:
        bad()
    except TypeError as e:
        print(e)


def source(name, n):
    try:
        for i in range(n):
            yield i
    finally:
        print("end of", name)


fill = object()
z = zip_longest(source("long", 3), source("short", 1), fillvalue=fill)
print(sys.getrefcount(fill))
for pair in z:
    print(pair[0], pair[1] is fill, sys.getrefcount(fill))
print(next(z, "nothing more"), sys.getrefcount(fill), sys.getsizeof(z))
del z, pair
print(sys.getrefcount(fill))
