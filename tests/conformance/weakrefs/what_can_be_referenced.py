# Which objects take weak references.
import weakref


class A:
    pass


class Slots:
    __slots__ = ("x",)


class WithSlot:
    __slots__ = ("x", "__weakref__")


class L(list):
    pass


class T(tuple):
    pass


class I(int):
    pass


def f():
    yield


for thing in (A(), Slots(), WithSlot(), A, f, f(), len, [], {}, set(), frozenset([1]), (1,), 1, "s", None, L(), I(3), T(),
              ValueError(), range(3), lambda: 0, A().__init__, [].append, type, weakref.ref(A)):
    try:
        r = weakref.ref(thing)
        print(type(thing).__name__, r() is thing, weakref.getweakrefcount(thing) > 0)
    except TypeError as e:
        print(e)
