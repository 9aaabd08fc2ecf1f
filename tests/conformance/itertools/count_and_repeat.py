# Where count stays a machine number and where it turns to objects; what repeat promises.
import sys
from itertools import count, islice, repeat

for start, step in ((0, 1), (5, 2), (sys.maxsize - 1, 1), (0.5, 0.25), (-3, -1), (True, 1)):
    c = count(start, step)
    print(c, list(islice(c, 3)), c)
print(count(), count(step=3), count(step=1.0), repr(count(10)))
r = repeat("ab", 3)
print(r, next(r), r, list(r), r)
print(repeat(None), repeat(times=2, object=[]))
print(list(map(pow, range(5), repeat(2))), list(repeat(1, -4)))
for bad in (lambda: count("a"), lambda: repeat(), lambda: repeat(1, "x"), lambda: count(1, 2, 3),
            lambda: list(repeat(1, 2, 3))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
item = object()
many = repeat(item, 1000)
print(sys.getrefcount(item), sys.getsizeof(many), sys.getsizeof(count()))
held = list(many)
print(sys.getrefcount(item), len(held))
