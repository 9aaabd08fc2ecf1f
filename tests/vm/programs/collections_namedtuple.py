# Classes that namedtuple makes, and a field's descriptor used for itself.
import gc
from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[[]])
p = Point(Point)
print(p.y, p._replace(y=p), Point.x)
getter = Point.y
getter.__doc__ = "the second"
print(getter.__get__(p, Point) is p.y, Point.y.__doc__, getter)
try:
    getter.__get__([1], list)
except TypeError as error:
    print(error)


class Named(namedtuple("Named", "name")):
    def __new__(cls, name):
        return super().__new__(cls, name.title())


n = Named("ada")
n.self = n
print(n, n._asdict(), Named._make(["x"]))
for i in range(3):
    Temporary = namedtuple("Temporary", ["field%d" % i])
print(Temporary(1), gc.collect() > 0)
