# Callbacks of references outside the garbage run first, of those inside never.
import gc, weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, outside())
gc.collect()
a, b = A("a"), A("b")
a.o, b.o = b, a
outside = weakref.ref(a, lambda w: print("outside", w()))
a.inside = weakref.ref(b, lambda w: print("never"))
del a, b
print(gc.collect())
class B: pass
b = B(); b.me = b
r = weakref.ref(b, lambda w: rs.clear())
rs = [r]; del r
del b
print(gc.collect(), rs)
