# Every message of the container types.
cases = [
    lambda: slice(1, 2, 0).indices(5), lambda: slice().indices(3), lambda: slice(1, k=2),
    lambda: slice(1).indices(10**30), lambda: slice(None, None, -3).indices(10**30),
    lambda: slice(1).indices(-1), lambda: slice('a').indices(3), lambda: hash(slice(1)),
    lambda: [].sort(1), lambda: list(1, 2), lambda: list(a=1), lambda: list(1),
    lambda: tuple(a=1), lambda: tuple(1, 2), lambda: tuple(1),
    lambda: list.index([1], 2, 'a'), lambda: [1].index(2), lambda: [1].index(1, 5),
    lambda: [1].pop('a'), lambda: [1].pop(10**30), lambda: [1].pop(3), lambda: [].pop(),
    lambda: [1].pop(1, 2), lambda: [].insert(1), lambda: [].insert('a', 1), lambda: [1][10**30],
    lambda: [1][1:2:'a'], lambda: [1][::0], lambda: [1]['a'], lambda: [1][1.0], lambda: [1][5],
    lambda: [1][-5], lambda: [].sort(reverse='a'), lambda: [].sort(foo=1),
    lambda: [1, 'a'].sort(), lambda: [1, 2].sort(key=1), lambda: [1].remove(2),
    lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1].extend(1), lambda: [1] + (2,),
    lambda: [1] * 'a', lambda: [1] * 1.5, lambda: [1] < 1, lambda: [1].copy(1), lambda: [1].foo,
    lambda: hash([]), lambda: (1,) + [1], lambda: (1,)['a'], lambda: (1,)[3], lambda: (1,)[-3],
    lambda: (1,).index(2), lambda: (1,).count(), lambda: (1, 2) < 3, lambda: hash((1, [])),
    lambda: {}[[]], lambda: {}[1], lambda: {}['a'], lambda: {}[(1,)], lambda: dict(1),
    lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {}.pop(), lambda: {}.pop(1),
    lambda: {1: 2}.pop(3), lambda: {}.popitem(), lambda: {}.update(1, 2), lambda: dict(1, 2),
    lambda: dict(**{1: 2}), lambda: {}.fromkeys(1), lambda: {}.get(), lambda: {}.get([]),
    lambda: {1: 2} | [1], lambda: {1: 2} < {}, lambda: {}.setdefault([]), lambda: hash({}),
    lambda: {}.update(1), lambda: {}.update([[1]]), lambda: {}.update(['abc']),
    lambda: {[]: 1}, lambda: {**1}, lambda: {1: 2}.keys() | 1, lambda: {1: 2}.values() | {1},
    lambda: {1: 2}.keys()[0], lambda: {1: 2}.copy(1), lambda: dict.fromkeys(),
    lambda: {}.setdefault(), lambda: dict.fromkeys([[]]), lambda: {}.keys(1),
    lambda: set(1), lambda: {1} | [1], lambda: {1} & [1], lambda: {1} - [1], lambda: {1} ^ [1],
    lambda: {1}.remove(3), lambda: {1}.remove([]), lambda: {1}.remove({2}), lambda: set().pop(),
    lambda: {1}.union(2), lambda: {1}.add([]), lambda: {1}.discard([]), lambda: [] in {1},
    lambda: {1} in {frozenset({1})}, lambda: frozenset(a=1), lambda: set(a=1), lambda: set(1, 2),
    lambda: frozenset(1, 2), lambda: {1} < [1], lambda: {1}.add(1, 2), lambda: hash({1}),
    lambda: {1}.issubset(1), lambda: {1}.isdisjoint(1), lambda: {1}[0], lambda: frozenset().add(1),
    lambda: range(1.5), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(1, 2, 0),
    lambda: range('a'), lambda: range(3)[5], lambda: range(3)[-4], lambda: range(3)['a'],
    lambda: range(3)[::0], lambda: range(3).index(7), lambda: range(3).index('a'),
    lambda: range(a=1), lambda: len(range(10**30)), lambda: range(3) < range(4),
    lambda: enumerate(), lambda: enumerate(1), lambda: enumerate([], 'a'),
    lambda: enumerate([], 1, 2), lambda: enumerate(start=1), lambda: enumerate([], foo=1),
    lambda: zip(1), lambda: zip([], 2), lambda: list(zip([1], [1, 2], strict=True)),
    lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [2], [], strict=True)),
    lambda: list(zip([1], [2], [1, 2], strict=True)), lambda: zip(a=1),
    lambda: zip([1], strict=1, x=2), lambda: map(1), lambda: map(), lambda: map(a=1),
    lambda: map(len, 1), lambda: list(map(1, [2])), lambda: filter(1), lambda: filter(1, 2),
    lambda: filter(a=1), lambda: list(filter(1, [2])), lambda: reversed(1), lambda: reversed({1}),
    lambda: reversed(), lambda: reversed([], 1), lambda: [1] * 10**30, lambda: (1,) * 10**18,
    lambda: [0] * 10**18, lambda: [1, 2] * (2**62), lambda: iter([]).foo,
    lambda: sorted([1, None]), lambda: sorted([{}, {}]), lambda: min([]), lambda: [].__sizeof__(1),
]
for number, case in enumerate(cases):
    try:
        print(number, 'no error', case())
    except BaseException as error:
        print(number, type(error).__name__, error)


def statement(number, function):
    try:
        function()
        print(number, 'no error')
    except BaseException as error:
        print(number, type(error).__name__, error)


def s1():
    [1][3] = 2


def s2():
    del [1][3]


def s3():
    a = [1, 2, 3]
    a[::2] = [1]


def s4():
    a = [1, 2, 3]
    a[::2] = 5


def s5():
    a = [1, 2, 3]
    a[1:2] = 5


def s6():
    (1,)[0] = 2


def s7():
    del (1,)[0]


def s8():
    d = {}
    del d[1]


def s9():
    d = {1: 2}
    for k in d:
        d[k + 1] = 1


def s10():
    s = {1}
    for k in s:
        s.add(k + 1)


def s11():
    range(3)[0] = 1


def s12():
    a = [1]
    a['x'] = 1


def s13():
    a = [3, 2, 1]
    a.sort(key=lambda x: a.append(x) or x)


def s14():
    a, b = [1]


def s15():
    a, b = {1: 2, 3: 4, 5: 6}


def s16():
    a, *b = ()


def s17():
    d = {1: 2}
    d |= 3


def s18():
    s = {1}
    s |= [2]


def s19():
    f = frozenset({1})
    f |= {2}
    print(f)


def s20():
    a = [1]
    a += 5


def s21():
    a = (1,)
    a += [2]


def s22():
    d = {i: i for i in range(5)}
    for k in d:
        del d[k]


def s23():
    d = {i: i for i in range(3)}
    for k in d:
        del d[k]
        d[k + 10] = 1


def s24():
    d = {1: 2}
    for k, v in d.items():
        d[5] = 1


def s25():
    for k in reversed({1: 2}):
        pass
    d = {1: 2, 3: 4}
    it = reversed(d)
    d[9] = 9
    next(it)


for number, function in enumerate([s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14,
                                   s15, s16, s17, s18, s19, s20, s21, s22, s23, s24, s25]):
    statement(number, function)
