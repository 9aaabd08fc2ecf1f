import weakref, gc
class S: __slots__ = ("x",)
class W: __slots__ = ("x", "__weakref__")
class I(int): pass
class L(list): pass
class T(tuple): pass
for v in (1, "s", 1.5, b"", None, [], {}, (), object(), range(1), slice(1), S(), I(1), T()):
    try:
        print(type(v).__name__, weakref.ref(v)() is v)
    except TypeError as e:
        print(e)
for v in (W(), L(), {1}, frozenset(), len, "".join, W, gc, lambda: 0, (i for i in ()), int,
          W().__init__ and L().append, (lambda: 0).__code__, Exception):
    print(type(v).__name__, weakref.ref(v)() is v)
