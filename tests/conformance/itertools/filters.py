# dropwhile, takewhile, filterfalse, compress, starmap: what is asked, what is lost, what is raised.
import sys
from itertools import compress, dropwhile, filterfalse, starmap, takewhile


def small(n):
    print("ask", n)
    return n < 3


it = iter([1, 2, 5, 1, 6])
print(list(takewhile(small, it)), list(it))
print(list(dropwhile(small, [1, 2, 5, 1, 6])))
t = takewhile(bool, [1, 0, 1])
print(list(t), next(t, "over"))
print(list(filterfalse(None, [0, 1, "", "a", [], [0]])), list(filterfalse(lambda n: n % 2, range(6))))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress("ab", (True,) * 9)))
print(list(starmap(pow, [(2, 5), [3, 2], "ab"[:0] or (10, 3)])))
for bad in (lambda: list(starmap(pow, [5])), lambda: takewhile(bool), lambda: dropwhile(1, 2),
            lambda: list(dropwhile(1, [2])), lambda: compress("a"), lambda: filterfalse(func=None, iterable=[]),
            lambda: list(compress([1], [object]))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def f(x):
    return x


before = sys.getrefcount(f)
its = [takewhile(f, ()), dropwhile(f, ()), filterfalse(f, ()), starmap(f, ())]
print(sys.getrefcount(f) - before)
del its
print(sys.getrefcount(f) - before)
