# Without a callback there is one reference for an object, and one proxy.
import sys
import weakref


class A:
    pass


def callback(r):
    pass


a = A()
r = weakref.ref(a)
print(weakref.ref(a) is r, weakref.ref(a, None) is r, weakref.ref(a, callback) is r)
print(weakref.ref(a, callback) is weakref.ref(a, callback))
p = weakref.proxy(a)
print(weakref.proxy(a) is p, weakref.getweakrefcount(a), [x is r for x in weakref.getweakrefs(a)])
old = id(r)
del r
r = weakref.ref(a)
print(weakref.getweakrefcount(a), sys.getrefcount(r))
s = weakref.ref(a)
print(sys.getrefcount(r), r == s, hash(r) == hash(a))


class Sub(weakref.ref):
    pass


print(Sub(a) is Sub(a), Sub(a) is r, isinstance(Sub(a), weakref.ref), weakref.getweakrefcount(a))
