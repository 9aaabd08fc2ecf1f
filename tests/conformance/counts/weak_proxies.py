# A proxy is not counted; using it takes a reference for the moment.
import sys
import weakref


class Thing:
    def count(self):
        return sys.getrefcount(self)

    def __len__(self):
        return sys.getrefcount(self)

    def __add__(self, other):
        return sys.getrefcount(self), sys.getrefcount(other)


t = Thing()
p = weakref.proxy(t)
r = weakref.ref(t)
print(sys.getrefcount(t), sys.getrefcount(p), sys.getrefcount(r), weakref.getweakrefcount(t))
print(p.count(), t.count(), r().count(), len(p), len(t))
print((p + 1)[0], (t + 1)[0], p + p)
print(weakref.proxy(t) is p, weakref.ref(t) is r, sys.getrefcount(p), sys.getrefcount(r))
s = r()
print(sys.getrefcount(t), s is t)
del s
p.attr = p.count
print(sys.getrefcount(t))
del t.attr
print(sys.getrefcount(t))
del t
print(r(), sys.getrefcount(r), sys.getrefcount(p))
