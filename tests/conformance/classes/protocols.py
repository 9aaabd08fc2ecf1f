# Operators: reflected ones, NotImplemented, comparisons, hashing.
class N:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'N({self.v})'

    def __add__(self, other):
        return N(self.v + other.v) if isinstance(other, N) else NotImplemented

    def __radd__(self, other):
        return N(other + self.v)

    def __eq__(self, other):
        return self.v == other.v if isinstance(other, N) else NotImplemented

    def __lt__(self, other):
        return self.v < other.v if isinstance(other, N) else NotImplemented

    def __neg__(self):
        return N(-self.v)

    def __matmul__(self, other):
        return 'mat'

    def __divmod__(self, other):
        return divmod(self.v, other)

    def __index__(self):
        return self.v

    def __bool__(self):
        return self.v != 0

    def __call__(self, *a, **k):
        return a, k


a, b = N(1), N(2)
print(a + b, 5 + a, sum([a, b], start=N(0)), -a, a @ 1, divmod(N(7), 2))
print(a == b, a != b, a < b, a > b, a == 1, a != 1, [N(3), a, b] == [N(3), N(1), N(2)])
print(max(a, b), min(a, b), sorted([b, a]), [10, 20, 30][a], range(b), bin(b), bool(N(0)))
print(a(1, x=2), 'abc'[a:], [0] * b)
for f in (lambda: a + 'x', lambda: 'x' + a, lambda: a < 1, lambda: a <= b, lambda: a - b, lambda: hash(a),
          lambda: a[0], lambda: len(a), lambda: iter(a), lambda: +a, lambda: a @ b, lambda: b'x' * a,
          lambda: a.missing, lambda: int(a), lambda: float(a), lambda: a % 2, lambda: ~a, lambda: 1 in a):
    try:
        print(f())
    except TypeError as error:
        print(error)
    except AttributeError as error:
        print('attribute', error)
