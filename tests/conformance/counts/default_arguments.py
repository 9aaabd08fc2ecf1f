# Default values live in the function's tuple, keyword-only ones in its dict.
import sys


class Thing:
    pass


a = Thing()
b = Thing()


def f(x=a, y=a, *, z=b):
    return sys.getrefcount(x), sys.getrefcount(y), sys.getrefcount(z)


print(sys.getrefcount(a), sys.getrefcount(b))
print(f())
print(f(Thing()))
print(f(z=Thing()))
print(sys.getrefcount(f.__defaults__), sys.getrefcount(f.__kwdefaults__))
f.__defaults__ = None
print(sys.getrefcount(a))
f.__kwdefaults__ = None
print(sys.getrefcount(b))
g = lambda p=a: sys.getrefcount(p)
print(g(), sys.getrefcount(a))
del g
print(sys.getrefcount(a))
