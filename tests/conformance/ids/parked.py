# While it is referenced anywhere an object keeps its place.
import sys

a = [1]
old = id(a)
box = {"k": a}
del a
b = [2]
print(id(b) == old)
box.clear()
c = [3]
print(id(c) == old)


def hold(x):
    y = []
    return id(y) == id(x)


print(hold([]), hold(c))
try:
    raise ValueError([1.5])
except ValueError as e:
    inside = id(e.args[0])
    kept = e
d = []
print(id(d) == inside)
del kept
f = []
print(id(f) == inside)
