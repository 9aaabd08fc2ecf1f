# A namedtuple costs what a tuple costs and its class a good deal; subclasses get a __dict__ unless
# they say otherwise.
import gc
import sys
from collections import namedtuple

P = namedtuple("P", ["a", "b"])
o = object()
p = P(o, o)
print(sys.getsizeof((o, o)), sys.getsizeof(p), sys.getsizeof(P.a), sys.getrefcount(o))


class WithDict(P):
    pass


class Without(P):
    __slots__ = ()


d = WithDict(1, 2)
d.extra = 3
print(sys.getsizeof(d), sys.getsizeof(Without(1, 2)), d.__dict__, d)
try:
    Without(1, 2).extra = 3
except AttributeError as error:
    print(error)
print(gc.is_tracked(P(1, 2)))
gc.collect()
q = P(1, 2)
gc.collect()
print(gc.is_tracked(q), sys.getrefcount(q))
before = sys.getrefcount(P)
many = [P(i, i) for i in range(10)]
print(sys.getrefcount(P) - before)
