# obj.__dict__ is made when it is asked for, and belongs to the object from then on.
import sys


class Thing:
    pass


value = Thing()
t = Thing()
t.a = value
print(sys.getrefcount(value))
d = t.__dict__
print(sys.getrefcount(value), sys.getrefcount(d), sys.getrefcount(t.__dict__), vars(t) is d)
d["b"] = value
print(sys.getrefcount(t.b), t.b is value)
del t.a
print(sys.getrefcount(value))
t.__dict__ = {"c": value}
print(sys.getrefcount(d), sys.getrefcount(value), sys.getrefcount(t.c))
del d
print(sys.getrefcount(value))
t.__dict__.clear()
print(sys.getrefcount(value), sys.getrefcount(t))
u = Thing()
u.__dict__.update(x=value, y=value)
print(sys.getrefcount(value), sys.getrefcount(u.__dict__))
keep = u.__dict__
del u
print(sys.getrefcount(keep), sys.getrefcount(value), sorted(keep))
