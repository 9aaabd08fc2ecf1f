import weakref
class A:
    def m(self): return "m"
a = A()
r = weakref.ref(a.m)
w = weakref.WeakMethod(a.m, lambda w: print("method gone", w()))
print(r(), w()(), w == weakref.WeakMethod(a.m), w != weakref.WeakMethod(A().m))
del a
print(w())
try:
    weakref.WeakMethod(len)
except (TypeError, AttributeError) as e:
    print(type(e).__name__)
