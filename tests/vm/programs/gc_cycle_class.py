import gc
gc.collect()
class A:
    pass
del A
print(gc.collect())
class B:
    x = 1
    def f(self): return B
b = B(); B.instance = b
del B, b
print(gc.collect())
class C:
    __slots__ = ("a", "b")
class D(C):
    pass
del C, D
print(gc.collect())
