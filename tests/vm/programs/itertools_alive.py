# Every iterator of itertools, half way through and alive at the end.
import itertools as it


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __add__(self, other):
        return Thing(self.name + other.name)


things = [Thing(n) for n in "abcd"]


def yes(x):
    return True


def no(x):
    return False


alive = [
    it.accumulate(things), it.accumulate(things, initial=Thing("i")), it.combinations(things, 2),
    it.combinations_with_replacement(things, 2), it.cycle(things[:1]), it.dropwhile(no, things),
    it.takewhile(yes, things), it.islice(things, 1, None), it.islice(things, 1), it.starmap(max, [(1, 2)] * 3),
    it.chain(things, things), it.chain.from_iterable([things]), it.compress(things, [1, 0, 1, 1]),
    it.filterfalse(no, things), it.count(2 ** 70), it.count(0.5), it.count(), it.zip_longest(things, [1]),
    it.pairwise(things), it.pairwise(things[:1]), it.permutations(things, 2), it.product(things, repeat=2),
    it.repeat(things), it.repeat(things, 2), *it.tee(things), *it.tee(range(100)),
]
kept = []
for i in alive:
    print(type(i).__name__, next(i, None))
    kept.append(next(i, None))
    print(kept[-1], next(i, None))
for _ in range(60):
    next(alive[-1])
groups = it.groupby(things, yes)
key, group = next(groups)
next(group)
print(key, group is not None)
done = it.groupby("aab")
print([(k, list(g)) for k, g in done])
for i in (it.chain("a"), it.cycle("a"), it.tee("abc")[1], it.product("ab"), it.permutations("ab")):
    next(i)
print(repr(alive[14]), alive[15], alive[16], alive[23])
