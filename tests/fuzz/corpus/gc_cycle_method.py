import gc
gc.collect()
class A:
    def __init__(self):
        self.callback = self.method
    def method(self):
        return 1
A()
print(gc.collect())
class P:
    def __init__(self):
        self.it = iter([self])
        self.map = map(self.f, [self])
        self.gen = self.g()
        next(self.gen)
    def f(self, x): return x
    def g(self):
        yield self
        yield 2
P()
print(gc.collect())
