# enumerate, zip, map, filter, reversed, sorted, iter, next, any, all, sum, min, max.
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(zip('abc', [1, 2])), list(zip()), list(zip('a')), list(map(str, [1])), list(map(pow, [2, 3], [3, 2])))
print(list(filter(None, [0, 1, '', 'x'])), list(filter(str.isdigit, 'a1b2')), list(reversed([1, 2])), list(reversed('ab')), list(reversed(range(3))), list(reversed({'a': 1, 'b': 2})))
print(sorted('bca'), sorted([3, 1], reverse=True), sorted(['b', 'A'], key=str.lower), sorted([(1, 'b'), (1, 'a')], key=lambda t: t[0]), sorted({'b': 1, 'a': 2}))
print(any([]), all([]), any([0, 'x']), all([1, '']), sum([]), sum([1, 2], 10), sum([[1], [2]], []), sum((0.1, 0.2)), sum(range(101)))
print(min(3, 1), max('ab'), min([], default='none'), max([1, -5], key=abs), min('bB', key=str.lower), max((1, 2), (1, 3)), max({'a': 1, 'b': 0}), min([2, 1], [2, 0]))
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'), list(it), list(iter(lambda n=iter('abX'): next(n), 'X')))
for wrong in (lambda: next(iter([])), lambda: max(), lambda: max([]), lambda: max(1), lambda: sum('ab'), lambda: sum(['a'], ''), lambda: sorted([1, 'a']), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: map(len), lambda: reversed({1}), lambda: enumerate(), lambda: list(map(len, [1])), lambda: sorted([1], lambda x: x), lambda: filter(None), lambda: next(5), lambda: iter(1, 2)):
    try: print(wrong())
    except (StopIteration, TypeError, ValueError) as error: print(type(error).__name__, error)
print(type(zip()).__name__, type(map(len, [])).__name__, type(enumerate([])).__name__, type(filter(None, [])).__name__, type(reversed([])).__name__, type(iter([])).__name__, type(iter('')).__name__, type(iter({})).__name__, type(iter(len, 1)).__name__)
