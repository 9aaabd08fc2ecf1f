# A subclass of ref may carry data and methods.
import weakref


class Keyed(weakref.ref):
    __slots__ = ("key",)

    def __new__(cls, thing, callback=None, key=None):
        return super().__new__(cls, thing, callback)

    def __init__(self, thing, callback=None, key=None):
        super().__init__(thing, callback)
        self.key = key


class Counting(weakref.ref):
    calls = 0

    def __call__(self):
        Counting.calls += 1
        return super().__call__()


class A:
    pass


def dead(r):
    print("dead", r.key, table.pop(r.key, None) is r)


a, b = A(), A()
table = {n: Keyed(x, dead, n) for n, x in (("a", a), ("b", b))}
print(sorted(table), table["a"]() is a, table["a"] == table["b"])
del a
print(sorted(table))
c = Counting(b)
print(c() is b, c() is b, Counting.calls, weakref.getweakrefcount(b))
b = None
print(table, c(), Counting.calls)
