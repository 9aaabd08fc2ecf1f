# What the iterators weigh, the collector's head and their tables included.
import itertools
import sys

for it in (itertools.count(), itertools.cycle("a"), itertools.repeat(1), itertools.accumulate([1]),
           itertools.chain("a"), itertools.compress("a", [1]), itertools.dropwhile(bool, []),
           itertools.takewhile(bool, []), itertools.filterfalse(bool, []), itertools.groupby([]),
           itertools.islice([], 1), itertools.pairwise([]), itertools.starmap(pow, []),
           itertools.zip_longest([], []), itertools.tee([])[0]):
    print(type(it).__name__, sys.getsizeof(it), type(it).__basicsize__)
for n in range(1, 5):
    pool = range(n)
    print(n, sys.getsizeof(itertools.permutations(pool)), sys.getsizeof(itertools.permutations(pool, 2)),
          sys.getsizeof(itertools.combinations(pool, 2)), sys.getsizeof(itertools.product(pool, repeat=n)),
          sys.getsizeof(itertools.combinations_with_replacement(pool, n)))
