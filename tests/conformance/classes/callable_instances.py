# __call__: functions with state.
class Counter:
    def __init__(self): self.calls = 0
    def __call__(self, *args, step=1, **kw):
        self.calls += step
        return self.calls, args, kw
c = Counter()
print(c(), c(1, 2), c(step=5), c(*'ab', **{'k': 1}), callable(c), callable(Counter), callable(1))
class Polynomial:
    def __init__(self, *coefficients): self.c = coefficients
    def __call__(self, x):
        total = 0
        for a in self.c: total = total * x + a
        return total
    def derivative(self):
        n = len(self.c) - 1
        return Polynomial(*(a * (n - i) for i, a in enumerate(self.c[:-1])))
p = Polynomial(1, -3, 2)
print([p(x) for x in range(4)], [p.derivative()(x) for x in (0, 1)], list(map(p, [5, 6])))
class Decorator:
    def __init__(self, f): self.f, self.count = f, 0
    def __call__(self, *a):
        self.count += 1
        return self.f(*a)
@Decorator
def double(x): return x * 2
print(double(4), double('a'), double.count, type(double).__name__)
c.__call__ = lambda: 'instance'
print(c()[0], c.__call__())
class Not: pass
try: Not()()
except TypeError as error: print(error)
