import weakref
class A: pass
def bad(w):
    raise KeyError("callback")
a = A()
r = weakref.ref(a, bad)
s = weakref.ref(a, lambda w: print("the other"))
del a
print(r(), s())
