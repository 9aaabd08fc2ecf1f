# A cache on a method holds every self; one that is in the instance dies with it, by the collector.
import gc
import weakref
from functools import cached_property, lru_cache


class Model:
    @lru_cache(maxsize=None)
    def area(self, k):
        return k * 2

    @cached_property
    def heavy(self):
        print("computing")
        return [1, 2, 3]


m = Model()
print(m.area(3), m.area(3), Model.area.cache_info())
w = weakref.ref(m)
del m
gc.collect()
print("held by the cache:", w() is not None)
Model.area.cache_clear()
print("let go:", w())
m = Model()
print(m.heavy, m.heavy is m.heavy, vars(m))
del m.heavy
print(m.heavy, type(Model.heavy).__name__, Model.heavy.attrname)
w = weakref.ref(m)
del m
print(w())
m = Model()
m.cached = lru_cache(None)(m.area)
w = weakref.ref(m)
m.cached(1)
Model.area.cache_clear()
del m
print(w() is not None, gc.collect() > 0, w())


class Slotted:
    __slots__ = ("x",)
    p = cached_property(lambda self: 1)


try:
    Slotted().p
except TypeError as e:
    print(e)
c = cached_property(lambda self: 1)
try:
    c.__get__(Slotted())
except TypeError as e:
    print(e)
