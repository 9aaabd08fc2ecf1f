import weakref
class Ref(weakref.ref):
    __slots__ = ("tag",)
    def __new__(cls, obj, tag, cb=None):
        self = super().__new__(cls, obj, cb)
        self.tag = tag
        return self
    def __init__(self, obj, tag, cb=None):
        super().__init__(obj, cb)
class A: pass
a = A()
r = Ref(a, "one"); s = Ref(a, "two", lambda w: print("gone", w.tag))
print(r() is a, r is s, r == s, r.tag, s.tag, weakref.getweakrefcount(a))
plain = weakref.ref(a)
print(weakref.getweakrefs(a)[0] is plain)
class D(weakref.ref): pass
d = D(a); d.x = 1; print(d.x, d.__dict__)
del a
print(r(), s(), d())
try:
    weakref.ref()
except TypeError as e:
    print(e)
try:
    weakref.ref(A, callback=1)
except TypeError as e:
    print(e)
