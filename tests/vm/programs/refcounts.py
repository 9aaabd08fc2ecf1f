# sys.getrefcount seen from everywhere, and sizes.
import sys


class A:
    pass


x = A()
print(sys.getrefcount(x))
y = x
print(sys.getrefcount(x))
l = [x, x]
print(sys.getrefcount(x))
d = {"k": x}
t = (x,)
print(sys.getrefcount(x), sys.getrefcount(A()))
del l, y
print(sys.getrefcount(x))


def f(p):
    return sys.getrefcount(p)


print(f(x), f(A()), f(p=x))


def loc():
    a = A()
    b = a
    out = [sys.getrefcount(a)]
    c = [a]
    out.append(sys.getrefcount(a))
    out.append(h(a))
    for item in c:
        out.append(sys.getrefcount(item))
    out.extend([sys.getrefcount(q) for q in c])
    return out


def h(p):
    return sys.getrefcount(p)


print(loc())


def star(*args):
    return sys.getrefcount(args[0]), sys.getrefcount(args)


obj = A()
print(star(obj), star(A()), star(*[obj]))


def kw(**k):
    return sys.getrefcount(k["v"]), sys.getrefcount(k)


print(kw(v=obj))


class M:
    def m(self):
        return sys.getrefcount(self)


m = M()
bm = m.m
print(m.m(), M().m(), bm(), sys.getrefcount(m))


class I:
    def __init__(self, v):
        self.counts = (sys.getrefcount(self), sys.getrefcount(v))


print(I(obj).counts, I(A()).counts)


def cells():
    a = A()

    def inner():
        return sys.getrefcount(a)

    return sys.getrefcount(a), inner()


print(cells())


def exc():
    try:
        raise ValueError
    except ValueError as e:
        a = A()
        return sys.getrefcount(e), sys.getrefcount(e.__traceback__.tb_frame), sys.getrefcount(a)


print(exc())
m.q = obj
print(f(obj), f(m.q), sys.getrefcount(m.q))
o2 = [A()]
print(sys.getrefcount(o2[0]), sys.getrefcount(o2))
o2.append(o2)
print(sys.getrefcount(o2))


def gen(v):
    yield sys.getrefcount(v)


print(next(gen(obj)), list(gen(obj)))
g = gen(obj)
print(sys.getrefcount(obj), sys.getrefcount(g), next(g), sys.getrefcount(obj))
print(sys.getrefcount(f), sys.getrefcount(M))
for v in (1, 2 ** 40, 1.5, "abc", "é", "日本", b"xy", (), (1,), [], [1, 2, 3], {}, {1: 2}, set(), A(), f, M, None, True,
          range(3), slice(1), 2 ** 100, frozenset(), "", object(), len, [].append, m.m, gen(1)):
    print(type(v).__name__, sys.getsizeof(v))
grow = []
sizes = []
for i in range(20):
    grow.append(i)
    sizes.append(sys.getsizeof(grow))
print(sizes)
dd = {}
sizes = []
for i in range(12):
    dd[i] = i
    sizes.append(sys.getsizeof(dd))
print(sizes)
print(sys.getrecursionlimit(), sys.maxsize, sys.version_info[:2], sys.version_info >= (3, 8), sys.byteorder)
print(sys.intern("hello world") is sys.intern("hello world"))
