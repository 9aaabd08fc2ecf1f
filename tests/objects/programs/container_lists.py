# Lists, tuples, ranges, slices and the iterators of the built-in functions.
import sys

state = 4242


def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 18446744073709551616
    return (state >> 33) % n


def bound():
    return None if rnd(4) == 0 else rnd(24) - 12


def step():
    return [None, 1, 2, 3, -1, -2, -5, 7][rnd(8)]


for round_number in range(300):
    a = list(range(rnd(12)))
    log = []
    for turn in range(25):
        what = rnd(16)
        try:
            if what == 0:
                a.append(turn)
            elif what == 1:
                a.insert(rnd(20) - 10, turn)
            elif what == 2:
                log.append(a.pop(rnd(12) - 6))
            elif what == 3:
                a[bound():bound()] = range(rnd(5))
            elif what == 4:
                del a[bound():bound():step()]
            elif what == 5:
                a[bound():bound():step()] = list(range(rnd(4)))
            elif what == 6:
                log.append(a[bound():bound():step()])
            elif what == 7:
                a.extend(a[:3])
            elif what == 8:
                a.remove(rnd(10))
            elif what == 9:
                a.reverse()
            elif what == 10:
                a.sort()
            elif what == 11:
                log.append(a.index(rnd(10), rnd(8) - 4, rnd(12)))
            elif what == 12:
                log.append(a.count(rnd(5)))
            elif what == 13:
                a *= rnd(3)
            elif what == 14:
                a += tuple(a[-2:])
            else:
                a[rnd(10) - 5] = turn
        except (IndexError, ValueError) as error:
            log.append(str(error))
    print(round_number, a, sys.getsizeof(a), log)
for round_number in range(300):
    r = range(rnd(40) - 20, rnd(60) - 30, [1, 2, 3, -1, -4, 7][rnd(6)])
    t = tuple(r)
    s = slice(bound(), bound(), step())
    print(r, len(r), r[s], t[s] == tuple(r[s]), list(reversed(r)), rnd(30) - 15 in r, bool(r), hash(r) == hash(range(0)),
          s, s.indices(10), r == range(r.start, r.stop, r.step))
big = range(10**20, 10**20 + 10, 3)
print(big, len(big), list(big), big[1], big[-1], big[::2], list(reversed(big)), 10**20 + 3 in big, 5 in big,
      big.index(10**20 + 6), big.count(10**20 + 1), hash(big) == hash(range(10**20, 10**20 + 12, 3)))
print(range(-10**19, 10**19, 10**19), list(range(2**63 - 2, 2**63 + 2)), list(range(-2**63, -2**63 + 2)),
      list(range(2**63 - 1, 2**63 - 4, -2)), iter(range(2**63, 2**63 + 1)).__class__.__name__)
print(range(5).index(3), range(0, 10, 2).index(4), range(5).count(3), range(5).count('a'), 3.0 in range(5), 2.5 in range(5),
      True in range(2), range(5).start, range(1, 5).stop, range(1, 5, 2).step, range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2))
print(range(3) == [0, 1, 2], range(3) != range(3), str(range(3)), range(True), iter(range(3)).__length_hint__())
print(slice(1, 2) == slice(1, 2), slice(1) < slice(2), slice(1, 2, 3).start, slice(5).stop, slice(5).step, slice(None, None, -1).indices(5))
a = [1, 2]
a.append(a)
print(a, a == a, [a], ([],), (1,), (), ((1,), [2]))
t = ([], 1)
t[0].append(t)
print(t)
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 5], [1] == [1.0], [1, 2] <= [1, 2], [1] != [1], [1] == (1,))
print((1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1, 2) + (3,), (1, 2) * 2, 2 * (1,), (1, 2)[::-1], 1 in (1, 2))
print((1, 2, 1).count(1), (1, 2, 3).index(3), (1, 2, 3).index(3, -1), (1,) * 0 is (), tuple([1]) == (1,), tuple('abc'))
t = (1, 2)
print(tuple(t) is t, t[:] is t, t * 1 is t, t + () is t, () + t is t, () is tuple(), hash((1, (2, 3))))
e = enumerate(['a', 'b', 'c'], 5)
print(next(e), list(e), list(enumerate([7], start=2**63 - 1)), list(enumerate('ab', 10**20)), list(enumerate(iterable='x')))
first = None
for pair in enumerate('ab'):
    if first is None:
        first = pair
print(first, pair)
z = zip([1, 2, 3], 'ab')
print(next(z), list(z), list(zip()), list(zip([1])), list(zip([1, 2], [3, 4], strict=True)))
print(list(map(lambda x, y: x + y, [1, 2], [3, 4, 5])), list(map(str, range(3))), list(map(max, *[[1, 2]] * 6)))
print(list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(bool, [0, 2])))
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed({1: 2, 3: 4})))


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


print(list(reversed(Seq())), list(Seq()), 20 in Seq(), tuple(Seq()), [*Seq()], reversed(Seq()).__length_hint__())
it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), list(it), next(it, 'end'))
a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(x)
    print(x, end=' ')
it = reversed(a)
a.append(9)
print(list(it), a)


class Up(list):
    def __iter__(self):
        yield 42


u = Up([1, 2])
print(list(u), u, u[0], [*u], u + [3], type(u[:]).__name__, type(u + u).__name__, tuple(u), sorted(u), len(u))
x, *y, z = range(6)
print(x, y, z)
a = list(range(10))
a[2:5] = a
print(a)
a[::2] = a[1::2] + [0] * (len(a[::2]) - len(a[1::2]))
print(a)
a[:] = (i for i in range(3))
print(a, a.clear(), a)
print([[0] * 2] * 2, [None] * 3, 3 * [1, 2], [1] * -1, list('hi'), list({1: 2}), list(range(0)))


class Idx:
    def __index__(self):
        return 1


print([1, 2, 3][Idx()], [1, 2, 3][Idx():], 'abc'[Idx()], range(5)[Idx()], [0] * Idx(), (1, 2)[Idx()])


class Bad:
    def __eq__(self, other):
        raise RuntimeError('no')


for probe in [lambda: Bad() in [1, 2], lambda: [Bad()].index(1), lambda: [Bad()].count(2), lambda: (Bad(),) == (1,),
              lambda: [Bad()].remove(1), lambda: {Bad(): 1} if 0 else 0]:
    try:
        print(probe())
    except RuntimeError as error:
        print('raised', error)
