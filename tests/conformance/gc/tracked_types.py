# What the collector follows.
import gc


class A:
    pass


class S:
    __slots__ = ()


class T(tuple):
    pass


def f():
    yield


print([gc.is_tracked(x) for x in (1, 1.5, "s", b"b", None, True, ..., range(3), object(), 2 ** 70)])
print([gc.is_tracked(x) for x in ([], {}, set(), frozenset(), (), (1,), [1], {1: 2}, {"a": []})])
print([gc.is_tracked(x) for x in (A, A(), S, S(), T(), T((1,)), f, f(), len, [].append, A().__init__)])
print([gc.is_tracked(x) for x in (iter([]), iter(()), iter(""), iter(b""), iter({}), iter(set()), iter(range(2)))])
print([gc.is_tracked(x) for x in ({}.keys(), {}.items(), slice(1), zip(), enumerate([]), map(abs, []), reversed([]))])
print([gc.is_tracked(x) for x in (ValueError(), gc, property(), staticmethod(f), classmethod(f), super(A, A()))])
print([gc.is_tracked(x) for x in (type, int, f.__code__, A.__dict__, f.__defaults__, (x for x in ()))])
a = A()
print(gc.is_tracked(a.__dict__), gc.is_tracked(vars(a)), gc.is_tracked(A.__mro__), gc.is_tracked(globals()))
