import weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, r1() is self)
a = A(1)
r1 = weakref.ref(a)
def cb(name):
    return lambda w: print(name, w(), w.__callback__)
r2 = weakref.ref(a, cb("first"))
r3 = weakref.ref(a, cb("second"))
r4 = weakref.ref(a, cb("third"))
print(weakref.getweakrefcount(a), [r is x for r, x in zip(weakref.getweakrefs(a), (r1, r4, r3, r2))])
del r3
del a
print(r1(), r2(), r4())
