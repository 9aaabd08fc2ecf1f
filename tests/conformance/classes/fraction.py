# Rational numbers with all operators.
def gcd(a, b):
    while b: a, b = b, a % b
    return a
class Fraction:
    __slots__ = ('n', 'd')
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError(f'{n}/0')
        g = gcd(abs(n), abs(d)) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g
    def _of(value): return value if isinstance(value, Fraction) else Fraction(value)
    def __add__(self, o): o = Fraction._of(o); return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __neg__(self): return Fraction(-self.n, self.d)
    def __sub__(self, o): return self + -Fraction._of(o)
    def __rsub__(self, o): return Fraction._of(o) - self
    def __mul__(self, o): o = Fraction._of(o); return Fraction(self.n * o.n, self.d * o.d)
    __rmul__ = __mul__
    def __truediv__(self, o): o = Fraction._of(o); return self * Fraction(o.d, o.n)
    def __rtruediv__(self, o): return Fraction._of(o) / self
    def __pow__(self, k): return Fraction(self.n ** k, self.d ** k) if k >= 0 else Fraction(self.d, self.n) ** -k
    def __eq__(self, o): o = Fraction._of(o); return (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = Fraction._of(o); return self.n * o.d < o.n * self.d
    def __hash__(self): return hash((self.n, self.d))
    def __float__(self): return self.n / self.d
    def __repr__(self): return f'{self.n}/{self.d}' if self.d != 1 else str(self.n)
h, t = Fraction(1, 2), Fraction(-2, -6)
print(h + t, h - t, h * t, h / t, 1 - h, 2 / h, h ** 3, h ** -2, -h, float(t), h + 1, 1 + h, sum([h, t, t]))
print(h == Fraction(2, 4), h < t, h > t, sorted([h, t, Fraction(-1)]), {h: 'half'}[Fraction(3, 6)], max(h, t), h == 0.5 if False else 'x')
for wrong in (lambda: Fraction(1, 0), lambda: h / 0, lambda: h + 'a', lambda: h <= t):
    try: print(wrong())
    except (ZeroDivisionError, TypeError) as error: print(type(error).__name__, error)
