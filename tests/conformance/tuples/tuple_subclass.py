# A class derived from tuple, with __new__.
class Point(tuple):
    __slots__ = ()

    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    x = property(lambda self: self[0])
    y = property(lambda self: self[1])

    def __add__(self, other):
        return Point(self.x + other[0], self.y + other[1])

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

p = Point(1, 2)
q = p + (10, 20)
print(p, q, p == (1, 2), hash(p) == hash((1, 2)), {(1, 2): "at"}[p], p < q, len(p), [*p], type(p[:]).__name__, type(p * 2).__name__, p[1])
x, y = q
print(x, y, isinstance(p, tuple), tuple(p), type(tuple(p)).__name__, "%s,%s" % p, "{} {}".format(*p), f"{p}", (0,) + p, p.count(1))
for f in (lambda: setattr(p, "z", 1), lambda: p.__class__(1), lambda: p.__dict__, lambda: setattr(p, "x", 3)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
