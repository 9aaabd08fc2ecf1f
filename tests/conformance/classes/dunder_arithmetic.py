# A vector with operators, reflected and in place.
class Vec:
    def __init__(self, *xs): self.xs = xs
    def __repr__(self): return f"Vec{self.xs}"
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.xs, o.xs))) if isinstance(o, Vec) else NotImplemented
    def __sub__(self, o): return self + -o
    def __neg__(self): return self * -1
    def __mul__(self, k): return Vec(*(x * k for x in self.xs)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.xs, o.xs))
    def __truediv__(self, k): return self * (1 / k)
    def __abs__(self): return (self @ self) ** 0.5
    def __eq__(self, o): return self.xs == o.xs if isinstance(o, Vec) else NotImplemented
    def __hash__(self): return hash(self.xs)
    def __iadd__(self, o):
        self.xs = (self + o).xs
        return self
    def __bool__(self): return any(self.xs)
    def __getitem__(self, i): return self.xs[i]
    def __divmod__(self, k): return [divmod(x, k) for x in self.xs]
    def __rpow__(self, base): return [base ** x for x in self.xs]
v, w = Vec(3, 4), Vec(1, 0)
print(v + w, v - w, 2 * v, v * 2, v @ w, abs(v), v / 2, -v, divmod(v, 3), 2 ** v)
print(v == Vec(3, 4), v != w, v == (3, 4), bool(Vec(0, 0)), {v: 1}[Vec(3, 4)], *v, v[0], list(v))
u = v
v += w
print(u is v, v)
for wrong in (lambda: v + 1, lambda: 'a' * v, lambda: v < w, lambda: v ** 2, lambda: 1 - v, lambda: v @ 2):
    try: print(wrong())
    except (TypeError, AttributeError) as error: print(error)
