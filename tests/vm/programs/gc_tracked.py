import gc

# Constant tuples are untracked by whichever collection comes first; when that is depends on
# how much start-up has allocated.
gc.collect()
gc.disable()

class A: pass
class I(int): pass
class T(tuple): pass
class S(str): __slots__ = ()
for v in (0, 1.5, "a", b"a", None, True, ..., object(), range(3), [], [1], {}, {"a": 1}, {"a": []},
          {1: 2}, (), (1,), ([],), set(), frozenset(), A, A(), I(1), T(), S(), print, len, int, gc,
          lambda: 0, (x for x in ()), slice(1), iter([]), iter(()), iter("a"), iter({}), {}.keys(),
          [].append, A().__init__, Exception(), ValueError("x"), property(), staticmethod(len),
          super(I, I(0)), enumerate([]), zip(), map(len, []), reversed([])):
    print(type(v).__name__, gc.is_tracked(v))
