# A lambda is a function: its cell, its defaults, its life in a table.
import sys


class Thing:
    pass


def make(t):
    return lambda: sys.getrefcount(t)


def several(t):
    return [lambda: t for _ in range(3)], sys.getrefcount(t)


t = Thing()
f = make(t)
print(f(), sys.getrefcount(t), sys.getrefcount(f))
fs, count = several(t)
print(count, sys.getrefcount(t), sys.getrefcount(fs[0].__closure__[0]))
del fs[1:]
print(sys.getrefcount(fs[0].__closure__[0]), sys.getrefcount(t))
table = {"a": f, "b": f}
print(sys.getrefcount(f), table["a"]() == f())
print((lambda x: sys.getrefcount(x))(t), (lambda *x: sys.getrefcount(x[0]))(t))
print((lambda x=t: sys.getrefcount(x))(), sys.getrefcount(t))
del fs, f, table
print(sys.getrefcount(t))
