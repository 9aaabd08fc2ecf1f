# The iterators can be copied while they run, and tell what they are made of.
import copy
from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, \
    dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, zip_longest

makers = [lambda: count(3), lambda: count(1.5, 0.5), lambda: count(10 ** 30, 2), lambda: repeat("a", 4),
          lambda: chain([1, 2], [3]), lambda: compress("abc", [1, 0, 1]), lambda: dropwhile(bool, [1, 0, 2]),
          lambda: takewhile(bool, [1, 2, 0]), lambda: filterfalse(None, [0, 1, 0]), lambda: starmap(pow, [(2, 3), (3, 2)]),
          lambda: islice("abcdef", 1, 5, 2), lambda: islice("abc", None), lambda: zip_longest("ab", "c", fillvalue="-"),
          lambda: product("ab", [1, 2]), lambda: combinations("abc", 2), lambda: permutations("abc", 2),
          lambda: combinations_with_replacement("ab", 2), lambda: accumulate([1, 2, 3]), lambda: accumulate([1], initial=5),
          lambda: cycle("ab")]
for make in makers:
    it = make()
    fresh = list(islice(copy.deepcopy(it), 3))
    next(it)
    twin = copy.deepcopy(it)
    print(type(it).__name__, fresh, list(islice(twin, 4)), list(islice(it, 4)))
it = product("ab", repeat=2)
next(it), next(it)
print(it.__reduce__()[1:], count(5).__reduce__()[1:], repeat(None, 2).__reduce__()[1:])
p = permutations([1, 2, 3])
next(p), next(p), next(p)
print(p.__reduce__()[1:], list(copy.copy(p)) == list(p), p.__reduce__()[1:])
c = cycle([1, 2, 3])
for _ in range(4):
    next(c)
d = copy.copy(c)
print(next(d), next(c), c.__reduce__()[2])
g = copy.copy(groupby("aabb"))
print([(k, len(list(v))) for k, v in g])
try:
    copy.copy(pairwise("ab"))
except TypeError as e:
    print(e)
try:
    product("ab").__setstate__((1, 2))
except ValueError as e:
    print(e)
