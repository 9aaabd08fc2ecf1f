# Functions, methods, generators, cells.
import sys


def f():
    pass


def g(a, b=1, *c, d=2, **e):
    x = 1
    yield x


class C:
    def m(self):
        pass


def cell():
    x = 1
    return lambda: x


print(sys.getsizeof(f), sys.getsizeof(g), sys.getsizeof(lambda: 0), sys.getsizeof(cell()))
print(sys.getsizeof(C().m), sys.getsizeof(C.m), sys.getsizeof(len), sys.getsizeof([].append))
print(sys.getsizeof(str.join), sys.getsizeof(list.__len__), sys.getsizeof([].__len__))
print(sys.getsizeof(g(1, 2)), sys.getsizeof(x for x in ()), sys.getsizeof(cell().__closure__[0]))
f.attribute = 1
print(sys.getsizeof(f), sys.getsizeof(f.__dict__), sys.getsizeof(g.__defaults__), sys.getsizeof(g.__kwdefaults__))


def small():
    yield


def bigger(a, b, c):
    d = e = h = [a, b, c]
    yield d, e, h


print(sys.getsizeof(small()), sys.getsizeof(bigger(1, 2, 3)))
print(sys.getsizeof(property()), sys.getsizeof(staticmethod(f)), sys.getsizeof(classmethod(f)), sys.getsizeof(super(C, C())))
