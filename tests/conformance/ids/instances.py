# Instances have no free list: the pool gives the last freed block.
class A:
    pass


class B:
    pass


class Slots:
    __slots__ = ("x", "y")


a = A()
old = id(a)
del a
b = B()
print(id(b) == old)
c = A()
del b
d = A()
print(id(d) == old, id(c) == old)
x, y, z = A(), A(), A()
ids = [id(x), id(y), id(z)]
del y, x, z
print([ids.index(id(v)) for v in [A(), A(), A()]])
s = Slots()
old = id(s)
del s
print(id(Slots()) == old, id(Slots()) == id(Slots()))
t = Slots()
print(id(t) == old)
