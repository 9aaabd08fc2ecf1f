# Random operations on sets and dicts: the order of iteration is CPython's.
import sys

state = 12345


def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 18446744073709551616
    return (state >> 33) % n


class Keyed:
    def __init__(self, value, hash_value):
        self.value = value
        self.hash_value = hash_value

    def __hash__(self):
        return self.hash_value

    def __eq__(self, other):
        return isinstance(other, Keyed) and self.value == other.value

    def __repr__(self):
        return 'K%d' % self.value


def element(kind, top):
    if kind == 0:
        return rnd(top)
    if kind == 1:
        return rnd(top) * 8
    if kind == 2:
        return rnd(top) - top // 2
    if kind == 3:
        return Keyed(rnd(top), rnd(3))
    if kind == 4:
        return (rnd(top), rnd(3))
    if kind == 5:
        return rnd(top) * 1073741827 * 1073741789
    if kind == 6:
        return rnd(top) / 4
    return frozenset([rnd(top), rnd(top)])


def checksum(things):
    total = 0
    for thing in things:
        total = (total * 31 + hash(repr_of(thing))) % 1000000007
    return total


def repr_of(thing):
    value = 7
    for c in repr(thing):
        value = (value * 131 + ord(c)) % 1000000007
    return value


for round_number in range(160):
    kind = round_number % 8
    top = [10, 30, 100, 1000][rnd(4)]
    a = set()
    b = set(element(kind, top) for i in range(rnd(20)))
    for step in range(120):
        what = rnd(20)
        if what < 8:
            a.add(element(kind, top))
        elif what < 12:
            a.discard(element(kind, top))
        elif what == 12 and a:
            a.pop()
        elif what == 13:
            b = set(list(a)[:rnd(30)])
        elif what == 14:
            a |= b
        elif what == 15:
            a -= b
        elif what == 16:
            a ^= b
        elif what == 17:
            b = a & b if rnd(2) else b | a
        elif what == 18:
            b = (a - b) if rnd(2) else (a ^ b)
        elif rnd(6) == 0:
            a &= b | {element(kind, top)}
        elif rnd(6) == 0:
            a.clear()
        elif rnd(6) == 0:
            a = a.copy() if rnd(2) else set(frozenset(a))
        elif rnd(6) == 0:
            a.update([element(kind, top) for i in range(rnd(50))], (element(kind, top),))
        elif rnd(6) == 0:
            a.difference_update([element(kind, top) for i in range(rnd(50))])
        elif rnd(6) == 0:
            a.symmetric_difference_update([element(kind, top) for i in range(rnd(50))])
        elif rnd(6) == 0:
            a.intersection_update([element(kind, top) for i in range(rnd(50))], a)
    print(round_number, len(a), len(b), checksum(a), checksum(b), sys.getsizeof(a), sys.getsizeof(b),
          a <= b, a.isdisjoint(b), a == b, a > b)
print({3, 1, 2}, {100, 5, -1, -2, 0}, {'a'}, set(), frozenset(), frozenset({1}))
print(hash(frozenset({1, 2, 3})), hash(frozenset()), hash(frozenset(range(100))), hash((1, 2, 3)), hash(()))
print({1, 2} == {2, 1}, {1} < {1, 2}, {1} <= {1}, {1, 2} > {3}, {1} != {1}, {1} == frozenset({1}), {1} == 1)
print({1, 2}.union([3], (4,)), {1, 2}.intersection([2], {2, 3}), {1, 2}.difference([2], [5]),
      {1, 2}.symmetric_difference([2, 9]), frozenset({1}) | {2}, {1} | frozenset({2}))
print({1, 2}.issubset([1, 2, 3]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1} in {frozenset({1})})
print({1: 2, 3: 4}.keys() & {1, 9}, {1: 2}.keys() | {5}, {1: 2, 3: 4}.keys() - {3}, {1: 2}.items() ^ {(1, 2), (3, 4)},
      {1: 2}.keys() == {1}, {1: 2}.items() <= {(1, 2), (2, 3)}, {1: 2}.keys().isdisjoint([3]))
f = frozenset([1, 2])
print(frozenset(f) is f, f.copy() is f, set(f) == f, f - {1}, f & {1}, f ^ {5})
x = {1}
x.add(frozenset({5}))
x.discard({5})
print(x)
try:
    x.remove({7})
except KeyError as error:
    print(error)


class S(set):
    pass


s = S([1, 2])
s.name = 'n'
print(s, s | {3}, type(s | {3}).__name__, type(s.copy()).__name__, s.name, repr(S()), {S([1]) == {1}})
s.add(s.__class__.__name__)
nested = frozenset([frozenset([1]), frozenset([frozenset()])])
print(nested == frozenset([frozenset([frozenset()]), frozenset([1])]), len(nested))
