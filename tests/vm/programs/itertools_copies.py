# Copies of running iterators, alive at the end beside what they were made from.
import copy
import itertools as it


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


things = [Thing(n) for n in "abcd"]
running = [
    it.accumulate(things, max, initial=1), it.combinations(things, 2), it.permutations(things, 2),
    it.combinations_with_replacement(things, 2), it.product(things, repeat=2), it.cycle(things[:2]),
    it.chain(things, things), it.islice(things, 0, None, 2), it.zip_longest(things, "a", fillvalue=things[0]),
    it.repeat(things, 3), it.count(0.5), it.count(2 ** 80), it.groupby(things), it.starmap(max, [(1, 2)] * 3),
    it.dropwhile(bool, things + [0, 1]), it.compress(things, [1, 1]), iter(things), iter(tuple(things)), iter("ab"),
    iter(b"ab"), iter(range(5)), reversed(things), reversed("abc"), iter({1: things}), iter({1, 2}), zip(things, things),
    enumerate(things), map(repr, things), filter(None, things), iter(things.copy, 0), it.accumulate("abc"),
]
for i in running:
    next(i)
copies = [copy.copy(i) for i in running]
deep = [copy.deepcopy(i) for i in running]
for i in copies + deep:
    print(type(i).__name__, type(next(i, None)).__name__)
for _ in range(3):
    next(running[5])
last = copy.copy(running[5])
print(next(last), next(running[5]))
