# The combinatoric iterators hand out the same tuple again while nobody else keeps it.
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product, \
    zip_longest

for make in (lambda: combinations("abcd", 2), lambda: permutations("abc", 2),
             lambda: product("ab", repeat=2), lambda: combinations_with_replacement("abc", 2),
             lambda: zip_longest("abc", "d"), lambda: pairwise("abcd")):
    it = make()
    ids = []
    for t in it:
        ids.append(id(t))
        del t
    print(type(it).__name__, len(ids), len(set(ids)))
    it = make()
    kept = []
    for t in it:
        kept.append(t)
    print(len(set(map(id, kept))), kept[:3])
