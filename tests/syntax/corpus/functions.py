def f(): pass
def f(a): return
def f(a, b): return a
def f(a, b=1): return a, b
def f(a, b=1, *c): return *a, b
def f(a, b=1, *c, d): pass
def f(a, b=1, *c, d=2, e, **g): pass
def f(a, /): pass
def f(a, /, b): pass
def f(a, /, b, *, c): pass
def f(a=1, /, b=2, *, c=3): pass
def f(a, b=1, /, *c): pass
def f(*, a): pass
def f(*, a=1, b): pass
def f(*a, b): pass
def f(*a,): pass
def f(**a): pass
def f(**a,): pass
def f(a,): pass
def f(a, /,): pass
def f(*, a,): pass
def f(a: int, b: str = "x", *c: list, d: dict = {}, **e: set) -> None: pass
def f(*a: *b): pass
def f() -> (a, b): pass
def f() -> lambda: 0: pass
def f(
    a,
    b=1,
    *,
    c,
):
    "doc"
    x = 1

    def g():
        nonlocal x
        return x

    return g
def gen():
    yield
    yield 1
    yield 1, 2
    yield *a, b
    x = yield
    x = yield 1
    x = y = yield z
    x += yield
    x: int = yield
    yield from a
    x = yield from a
    return (yield)
    f((yield))
    (yield), (yield 1)
    [(yield)]
    await_ = (yield from b)
@a
def f(): pass
@a.b
@c(d)
@e[f]
@(lambda g: g)
@h if i else j
@k := l
def f(): pass
class A: pass
class A(): pass
class A(B): pass
class A(B, C): pass
class A(B, metaclass=C): pass
class A(*B, **C): pass
class A(B, C=1,): pass
class A:
    """doc"""
    __slots__ = ("a", "b")
    x: int
    y: int = 1

    def __init__(self, a): self.a = a

    @property
    def b(self):
        return self.a

    @b.setter
    def b(self, value):
        self.a = value

    class B(A):
        pass
@a
@b()
class A(B):
    pass
