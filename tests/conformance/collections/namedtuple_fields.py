import sys
from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(3)
print(p, p.x + p.y, p._fields, p._asdict(), p._replace(y=9), Point._make("ab"))
print(Point.__doc__, "|", Point.x.__doc__, "|", Point.y, "|", Point.__new__.__doc__)
print(Point._field_defaults, Point.__new__.__defaults__, Point.__module__, Point.__qualname__)
print(p == (3, 0), hash(p) == hash((3, 0)), p + (1,), isinstance(p, tuple), p < (4,))
for attempt in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=2),
                lambda: Point._make([1]), lambda: p._replace(z=1), lambda: p.z,
                lambda: namedtuple("A", "x x"), lambda: namedtuple("A", "def"),
                lambda: namedtuple("A", "_x"), lambda: namedtuple("A", "1x"),
                lambda: namedtuple("A", "x", defaults=(1, 2)),
                lambda: setattr(p, "x", 1), lambda: setattr(p, "w", 1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(namedtuple("R", "class a a _b", rename=True)._fields)
a, (b, *c) = 1, p
print(a, b, c, "%s and %s" % p, f"{p!r:>15}")
