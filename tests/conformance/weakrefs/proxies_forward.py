# A proxy passes operations on.
import weakref


class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return self.n + (other if isinstance(other, int) else other.n)

    def __radd__(self, other):
        return other + self.n

    def __getitem__(self, i):
        return self.n * i

    def __contains__(self, x):
        return x == self.n

    def __bool__(self):
        return self.n != 0

    def __iter__(self):
        return iter([self.n])

    def __call__(self, x):
        return x - self.n

    def __repr__(self):
        return f"V({self.n})"


v = V(5)
p = weakref.proxy(v)
print(p.n, p + 1, 1 + p, p + p, p[3], 5 in p, bool(p), list(p), str(p))
p.n = 0
print(v.n, bool(p), hasattr(p, "x"), isinstance(p, V), type(p).__name__)
p.extra = [1]
del p.n
print(hasattr(v, "n"), v.extra, vars(v))
v.n = 2
q = weakref.proxy(v)
print(p(10), q is p, type(p).__name__)
try:
    hash(p)
except TypeError as e:
    print(e)
del v
try:
    p.n
except ReferenceError as e:
    print(type(e).__name__, e)
