# What a partial keeps alive, what it weighs, and when it lets go.
import gc
import sys
import weakref
from functools import partial


class Big:
    def __del__(self):
        print("Big is gone")

    def method(self):
        return "called"


big = Big()
p = partial(print, big)
print(sys.getrefcount(big), sys.getsizeof(p), sys.getsizeof(p.args), sys.getsizeof(p.keywords))
del big
print("still there")
del p
big = Big()
bound = big.method
p = partial(bound)
del bound, big
print(p())
p = None
print("cleared")
kw = {"a": 1}
p = partial(dict, **kw)
print(p.keywords == kw, p.keywords is kw, sys.getrefcount(p.keywords))
args = (1, 2)
print(partial(max, *args).args is args, gc.is_tracked(p))
big = Big()
big.p = partial(print, big)
w = weakref.ref(big.p)
del big
print("a cycle", w() is not None)
print(gc.collect() >= 3, w())
print([type(r).__name__ for r in gc.get_referents(partial(len, [], k={}))])
f = lambda: 0
before = sys.getrefcount(f)
ps = [partial(f) for _ in range(10)]
print(sys.getrefcount(f) - before, ps[0]())
ps.clear()
print(sys.getrefcount(f) - before)
