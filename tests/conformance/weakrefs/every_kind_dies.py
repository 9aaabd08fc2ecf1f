# Whatever may be weakly referenced tells its references when it dies.
import collections
import functools
import gc
import itertools
import weakref


def make_function():
    return lambda: 1


def generator():
    yield 1


class Plain:
    def method(self):
        pass


made = {
    "function": make_function,
    "builtin": lambda: [].append,
    "method": lambda: Plain().method,
    "generator": generator,
    "set": lambda: {1},
    "frozenset": lambda: frozenset([(1, 2)]),
    "class": lambda: type("T", (), {}),
    "deque": lambda: collections.deque([1]),
    "OrderedDict": lambda: collections.OrderedDict(a=1),
    "partial": lambda: functools.partial(print, 1),
    "lru_cache": lambda: functools.lru_cache(make_function()),
    "tee": lambda: itertools.tee([1])[0],
    "alias": lambda: list[int],
    "instance": Plain,
}
for name, make in made.items():
    thing = make()
    ref = weakref.ref(thing, lambda r, name=name: print(name, "is gone", r() is None))
    print(name, ref() is thing)
    thing = None
    gc.collect()
    print(ref())
