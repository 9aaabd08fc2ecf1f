# When objects die: order of __del__, with names, containers, frames, exceptions, at the end.
import sys


class T:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = T("a")
b = a
del a
print("still")
del b
print("gone")
a = T("first")
a = T("second")
print("rebound")
a = None


def f(p):
    x = T("x")
    y = T("y")
    print("in f", sys.getrefcount(p))


f(T("param"))
print("after f")
l = [T("l0"), T("l1"), T("l2")]
del l[1]
l[0] = None
l.clear()
print("list done")
d = {1: T("d1"), 2: T("d2")}
d[1] = 5
d.pop(2)
t = (T("t0"), T("t1"))
del t
for i in range(3):
    T(i)
T("temp").name
print("expr")


def g():
    try:
        z = T("z")
        raise ValueError
    except ValueError as e:
        print("handled")


g()
print("after g")


def ret():
    r = T("r")
    return r


ret()
keep = ret()
print("kept", sys.getrefcount(keep))
del keep


class Holder:
    def __init__(self):
        self.a = T("attr a")
        self.b = T("attr b")


h = Holder()
h.a = None
print("attr replaced")
del h


def gen():
    v = T("in generator")
    yield 1
    yield 2


it = gen()
next(it)
del it
print("generator gone")


class Bad:
    def __del__(self):
        print("bad del")
        raise ValueError("ignored")


Bad()
print("went on")


class Resurrect:
    kept = []

    def __del__(self):
        print("resurrect")
        Resurrect.kept.append(self)


Resurrect()
print(len(Resurrect.kept))
Resurrect.kept.clear()
print("cleared")


def closure():
    c = T("closed over")

    def inner():
        return c

    return inner


fn = closure()
print(sys.getrefcount(fn().name) > 0)
del fn
x, y = T("swap x"), T("swap y")
x, y = y, x
del x
del y
s = {T("in set")}
s.clear()
[T("comp") for _ in range(2)]
print("comp done")
w = T("walrus") if (q := 1) else None
del w
e1 = T("end 1")
e2 = T("end 2")
lst = [T("end list 0"), T("end list 1")]
print("end of program")
