# Combinatorics written as generators.
def permutations(items):
    if not items: yield ()
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (x, *rest)
def combinations(items, k):
    if k == 0:
        yield ()
        return
    for i, x in enumerate(items):
        yield from ((x,) + rest for rest in combinations(items[i + 1:], k - 1))
def product(*pools):
    if not pools:
        yield ()
    else:
        for x in pools[0]:
            for rest in product(*pools[1:]): yield (x,) + rest
def powerset(items):
    for k in range(len(items) + 1): yield from combinations(items, k)
def partitions(n, largest=None):
    largest = n if largest is None else largest
    if n == 0: yield []
    for k in range(min(n, largest), 0, -1):
        for rest in partitions(n - k, k): yield [k] + rest
print([''.join(p) for p in permutations('abc')], list(combinations([1, 2, 3, 4], 2)), list(product('ab', [1, 2])))
print(list(powerset('xyz')), list(partitions(5)), sum(1 for _ in permutations(list(range(5)))), next(permutations([])))
def gray(n): return ['0' + c for c in gray(n - 1)] + ['1' + c for c in reversed(gray(n - 1))] if n else ['']
def pascal():
    row = [1]
    while True:
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]
print(gray(3), [row for row, _ in zip(pascal(), range(6))])
