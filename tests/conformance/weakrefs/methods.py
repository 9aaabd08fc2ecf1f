# A weak reference to a bound method dies at once; WeakMethod does not.
import weakref


class A:
    def m(self):
        return self.n

    n = 3


a = A()
r = weakref.ref(a.m)
print(r())
m = a.m
r = weakref.ref(m)
print(r() is m, r()())
w = weakref.WeakMethod(a.m)
print(w()(), w() == a.m, weakref.getweakrefcount(a))
del m
print(r(), w() is None)
v = weakref.WeakMethod(a.m)
print(v == w, hash(v) == hash(w), v is w)
log = []
x = weakref.WeakMethod(a.m, lambda ref: log.append(ref is x))
del a
print(w(), v(), x(), log)
f = lambda: 0
g = weakref.ref(f)
print(g() is f)
f = None
print(g())
