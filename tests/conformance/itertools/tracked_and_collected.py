# Iterators are tracked, show what they hold, and can be part of cycles that are collected.
import gc
import itertools
import weakref

gc.disable()
its = [itertools.count(), itertools.repeat(1), itertools.chain(), itertools.pairwise([]),
       itertools.product("a"), itertools.tee([])[0], itertools.cycle([])]
print([gc.is_tracked(i) for i in its])


def key(x):
    return x


print([type(r).__name__ for r in gc.get_referents(itertools.takewhile(key, "ab"))])
print([type(r).__name__ for r in gc.get_referents(itertools.groupby("ab", key))])
print([type(r).__name__ for r in gc.get_referents(itertools.accumulate([1], key, initial=2))])
print(gc.get_referents(itertools.count(3)), gc.get_referents(itertools.count(0.5, 2)))
print([type(r).__name__ for r in gc.get_referents(itertools.compress("a", [1]))])


class Box:
    pass


for make in (lambda b: itertools.chain([b]), lambda b: itertools.cycle([b]), lambda b: itertools.repeat(b),
             lambda b: itertools.tee([b])[1], lambda b: itertools.product([b])):
    box = Box()
    box.it = make(box)
    next(box.it)
    w = weakref.ref(box)
    del box
    alive = w() is not None
    print(alive, gc.collect() > 0, w())
try:
    weakref.ref(itertools.count())
except TypeError as e:
    print(e)
