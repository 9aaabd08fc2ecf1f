# A suspended generator's frame holds its locals and its arguments.
import sys


class Thing:
    pass


def walk(box, flag):
    inner = box
    yield sys.getrefcount(box)
    if flag:
        del inner
    yield sys.getrefcount(box)
    return box


b = Thing()
g = walk(b, True)
print(sys.getrefcount(b), sys.getrefcount(g))
print(next(g), sys.getrefcount(b))
print(next(g), sys.getrefcount(b))
try:
    next(g)
except StopIteration as stop:
    print(sys.getrefcount(b), stop.value is b)
print(sys.getrefcount(b))
h = walk(b, False)
next(h)
print(sys.getrefcount(b))
h.close()
print(sys.getrefcount(b))
h = walk(b, False)
h.close()
print(sys.getrefcount(b))
expression = (x for x in [b])
print(sys.getrefcount(b))
next(expression)
print(sys.getrefcount(b), sys.getrefcount(expression))
del expression
print(sys.getrefcount(b))
