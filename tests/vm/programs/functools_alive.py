# Partials, caches, keys and getters, alive at the end and on the way there.
import functools
import gc
import operator
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


things = [Thing(n) for n in "abcd"]
p = functools.partial(max, 1, 2, key=abs)
q = functools.partial(p, -5)
q.note = things[0]
print(p(-3), q(), functools.partial(q, 1).args)
copied = functools.partial(len)
copied.__setstate__((max, (1,), None, {"x": things[1]}))
print(copied(0), copied.x, copied.__reduce__()[2][1])
gone = functools.partial(print, things)
watch = weakref.ref(gone, lambda r: print("partial died"))
del gone


@functools.lru_cache(maxsize=2)
def two(x):
    return Thing("two " + repr(x))


@functools.lru_cache(maxsize=None)
def all_of_them(x, *args, **kwargs):
    return Thing("all " + repr(x))


@functools.lru_cache(maxsize=3, typed=True)
def typed(x, y=None):
    return [x, y]


@functools.lru_cache(maxsize=0)
def none_of_them(x):
    return x


for t in things + things[:2]:
    print(two(t), all_of_them(t), all_of_them(t, 1, z=2), typed(t, y=t), none_of_them(t))
print(two(things[1]), two.cache_info(), typed.cache_info())
two(things[2])
all_of_them.cache_clear()
all_of_them(things[3])


def lost():
    @functools.lru_cache(maxsize=2)
    def cached(x):
        return cached
    cached(1), cached(2), cached(3)
    cached.extra = Thing("extra")
    return weakref.ref(cached)


r = lost()
print(r() is not None, gc.collect() > 0, r())
bounded = functools.lru_cache(5)(Thing)
for n in "xyz":
    bounded(n)
del n
key = functools.cmp_to_key(lambda a, b: (a.name > b.name) - (a.name < b.name))
keys = [key(t) for t in reversed(things)]
print([k.obj for k in sorted(keys)], min(keys).obj)
keys[0].obj = None
print(functools.reduce(lambda a, b: [a, b], things), functools.reduce(operator.add, "abc", ""))
getters = [operator.itemgetter(1), operator.itemgetter(0, -1), operator.attrgetter("name"),
           operator.attrgetter("name", "name.__class__.__name__"), operator.methodcaller("__repr__"),
           operator.methodcaller("index", things[2], 0)]
print(getters[0](things), getters[1](things), getters[2](things[0]), getters[3](things[0]), getters[4](things[0]))
print(getters[5](things), getters[:5])
