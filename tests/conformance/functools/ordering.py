# total_ordering fills in what follows from one comparison and equality.
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Version) and self.n == other.n

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, a <= Version(1), a >= Version(1))
print(max(a, b).n, [v.n for v in sorted([b, a])], Version.__gt__.__name__)
try:
    a < 5
except TypeError as e:
    print(e)
try:
    a >= "x"
except TypeError as e:
    print(e)
for op in ("__le__", "__gt__", "__ge__"):
    import operator
    compare = getattr(operator, op.strip("_"))
    cls = total_ordering(type("T", (), {"__init__": lambda self, n: setattr(self, "n", n),
                                        "__eq__": lambda self, o: self.n == o.n,
                                        op: lambda self, o, c=compare: c(self.n, o.n)}))
    x, y = cls(1), cls(2)
    print(op, x < y, x <= y, x > y, x >= y, y > x, y <= x, x <= cls(1), x > cls(1), x < cls(1), x >= cls(1))
try:
    @total_ordering
    class Nothing:
        pass
except ValueError as e:
    print(e)
