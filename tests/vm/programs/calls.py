# Arguments: every way to pass them, and every way to get it wrong.
def show(call):
    try:
        print(call())
    except TypeError as e:
        print(type(e).__name__, e)


def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)


def g(a, b, /, c, d=4):
    return (a, b, c, d)


def h(x):
    return x


def two(a, b, c):
    return a, b, c


def kwonly(*, a, b, c=3):
    return a, b, c


show(lambda: f(1, c=3))
show(lambda: f(1, 2, 3, 4, c=5, e=6, f=7))
show(lambda: f(*[1, 2], *(3,), c=1, **{"d": 9, "z": 1}))
show(lambda: f())
show(lambda: f(1))
show(lambda: f(1, a=2, c=3))
show(lambda: g(1, 2, 3))
show(lambda: g(1, 2, c=3, d=5))
show(lambda: g(a=1, b=2, c=3))
show(lambda: g(1, b=2, c=3))
show(lambda: g(1))
show(lambda: g(1, 2, 3, 4, 5))
show(lambda: h())
show(lambda: h(1, 2))
show(lambda: h(1, 2, 3))
show(lambda: h(y=1))
show(lambda: h(1, x=2))
show(lambda: two())
show(lambda: two(1))
show(lambda: two(1, 2))
show(lambda: two(1, 2, 3, 4))
show(lambda: kwonly())
show(lambda: kwonly(a=1))
show(lambda: kwonly(1, 2))
show(lambda: kwonly(1, a=1, b=2))
show(lambda: kwonly(a=1, b=2, e=1))
show(lambda: f(*5))
show(lambda: f(**5))
show(lambda: f(**{"a": 1}, **{"a": 2}))
show(lambda: f(1, c=1, **{"c": 2}))
show(lambda: h(**{1: 2}))
five, nothing = 5, None
show(lambda: five())
show(lambda: nothing())
show(lambda: len())
show(lambda: len(1, 2))
show(lambda: len(5))
show(lambda: [].append())
show(lambda: [].append(1, 2))
show(lambda: "".join(5))
show(lambda: print(1, foo=2))
show(lambda: int(1, 2, 3))


class A:
    def m(self, x):
        return x

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @staticmethod
    def s(x):
        return x

    def __call__(self, *args):
        return args


a = A()
show(lambda: a.m())
show(lambda: a.m(1))
show(lambda: a.m(1, 2))
show(lambda: A.m(1))
show(lambda: A.c(1))
show(lambda: a.c(1, 2))
show(lambda: a.s(1))
show(lambda: A.s())
show(lambda: a(1, 2, 3))
show(lambda: A(1))
bound = a.m
show(lambda: bound(7))
show(lambda: bound())


class B:
    def __init__(self, x, y=1):
        self.x = x
        self.y = y


show(lambda: B(1).x)
show(lambda: B(x=3, y=4).y)
show(lambda: B())
show(lambda: B(1, 2, 3))


class Bad:
    def __init__(self):
        return 5


show(lambda: Bad())


def deco(n):
    def wrap(fn):
        def inner(*args, **kw):
            return n, fn(*args, **kw)

        return inner

    return wrap


@deco(1)
@deco(2)
def decorated(x, y=0):
    return x + y


print(decorated(1, y=2))
default = []


def keeps(x, acc=default):
    acc.append(x)
    return acc


print(keeps(1), keeps(2), default)
print((lambda *a, **k: (a, k))(1, 2, x=3))
print(f.__name__, f.__defaults__, f.__kwdefaults__, g.__code__.co_varnames[:4])
