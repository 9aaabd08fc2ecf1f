import weakref
class A: pass
a = A()
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), weakref.getweakrefcount(a), weakref.getweakrefs(a) == [r])
print(a.__weakref__ is r, r.__callback__, r == weakref.ref(a), hash(r) == hash(a))
print(str(r)[:9], "to 'A' at" in str(r), type(r))
del a
print(r(), str(r)[-6:], r == r, r != r)
try:
    hash(weakref.ref(A()))
except TypeError as e:
    print(e)
