# What everyday mistakes say.
mistakes = [lambda: 1 + 'a', lambda: 'a' + 1, lambda: [] + (), lambda: {} + {}, lambda: None + 1, lambda: 'a' * 'b', lambda: 'a' - 'b', lambda: -'a', lambda: ~1.5,
    lambda: 1 < 'a', lambda: [] >= 1, lambda: None < None, lambda: 1 in 2, lambda: 1 in 'a', lambda: len(5),
    lambda: [1][1], lambda: (1,)[2], lambda: 'a'[1], lambda: {1: 2}[3], lambda: {}[[]], lambda: {[]: 1}, lambda: {{}}, lambda: hash([]),
    lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: 2.0 ** 10000, lambda: int('x'), lambda: int('1.5'), lambda: float('x'),
    lambda: int([]), lambda: chr(-1), lambda: ord('ab'), lambda: range(1, 2, 0), lambda: [1, 2].index(3), lambda: 'abc'.index('z'), lambda: [].pop(), lambda: {}.popitem(),
    lambda: set().pop(), lambda: {1}.remove(2), lambda: [1].remove(2), lambda: sorted([1, 'a']), lambda: max([]), lambda: sum(['a']), lambda: iter(5), lambda: next([]),
    lambda: None.x, lambda: (5).x, lambda: [].push(1), lambda: int.x, lambda: ''.join([1]), lambda: '%d' % 'a', lambda: '%s %s' % 1, lambda: '{}{}'.format(1), lambda: '{a}'.format(1),
    lambda: abs('a'), lambda: round('a'), lambda: divmod(1, 'a'), lambda: pow(2, 'a'), lambda: print(1, sep=2), lambda: isinstance(1, 2), lambda: dict([1]), lambda: dict([(1,)]),
    lambda: [1, 2, 3][::0], lambda: list(5), lambda: tuple(None), lambda: zip(1), lambda: enumerate(1), lambda: reversed({1}), lambda: '' .center(), lambda: [].append(), lambda: [].append(1, 2)]
for mistake in mistakes:
    try: print('no error', mistake())
    except Exception as error: print(type(error).__name__ + ':', error)
