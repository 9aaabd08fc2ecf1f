# sys.getsizeof of containers as they grow and shrink.
import sys


def sizes(make, counts):
    print([sys.getsizeof(make(n)) for n in counts])


small = range(0, 40)
wide = [0, 1, 2, 3, 5, 8, 16, 17, 50, 100, 500, 1000, 5000]
sizes(lambda n: list(range(n)), small)
sizes(lambda n: [0] * n, small)
sizes(lambda n: list(tuple(range(n))), small)
sizes(lambda n: [x for x in range(n)], small)
sizes(lambda n: list(x for x in range(n)), small)
sizes(lambda n: [*range(n)], small)
sizes(lambda n: sorted(range(n)), small)
sizes(lambda n: list(range(n))[1:], small)
sizes(lambda n: list(range(n))[::2], small)
sizes(lambda n: list(range(n)) + [1, 2], small)
sizes(lambda n: list(range(n)).copy(), small)
sizes(lambda n: tuple(range(n)), small)
sizes(lambda n: tuple(x for x in range(n)), small)
sizes(lambda n: dict.fromkeys(range(n)), wide)
sizes(lambda n: dict.fromkeys(str(i) for i in range(n)), wide)
sizes(lambda n: {str(i): i for i in range(n)}, wide)
sizes(lambda n: {i: i for i in range(n)}, wide)
sizes(lambda n: dict((i, i) for i in range(n)), wide)
sizes(lambda n: dict({i: i for i in range(n)}), wide)
sizes(lambda n: {i: i for i in range(n)}.copy(), wide)
sizes(lambda n: {**{str(i): i for i in range(n)}}, wide)
sizes(lambda n: {str(i): i for i in range(n)} | {1: 2}, wide)
sizes(lambda n: set(range(n)), wide)
sizes(lambda n: {i for i in range(n)}, wide)
sizes(lambda n: set(list(range(n))), wide)
sizes(lambda n: frozenset(range(n)), wide)
sizes(lambda n: set(set(range(n))), wide)
sizes(lambda n: set({i: 1 for i in range(n)}), wide)
sizes(lambda n: set(range(n)) | set(range(n, 2 * n)), wide)
sizes(lambda n: set(range(n)) & set(range(n // 2, 2 * n)), wide)
sizes(lambda n: set(range(n)) - set(range(n // 2)), wide)

grown = []
seen = []
for i in range(2100):
    grown.append(i)
    if not seen or seen[-1] != sys.getsizeof(grown):
        seen.append(sys.getsizeof(grown))
print(seen)
seen = []
while grown:
    grown.pop()
    if not seen or seen[-1] != sys.getsizeof(grown):
        seen.append(sys.getsizeof(grown))
print(seen)
one = [1]
one.pop()
print(sys.getsizeof(one))
d = {}
seen = []
for i in range(3000):
    d[i] = i
    if not seen or seen[-1] != sys.getsizeof(d):
        seen.append((i, sys.getsizeof(d)))
print(seen[:40], len(seen))
d = {}
seen = []
for i in range(2000):
    d['k%d' % i] = i
    if i % 3 == 0:
        del d['k%d' % (i // 2)]
    if not seen or seen[-1][1] != sys.getsizeof(d):
        seen.append((i, sys.getsizeof(d)))
print(seen)
d[1] = 1
print(sys.getsizeof(d))
s = set()
seen = []
for i in range(3000):
    s.add(i * 7)
    if i % 4 == 0:
        s.discard(i)
    if not seen or seen[-1][1] != sys.getsizeof(s):
        seen.append((i, sys.getsizeof(s)))
print(seen)
s -= set(range(0, 21000, 2))
print(sys.getsizeof(s), len(s))
s.clear()
print(sys.getsizeof(s))
a = list(range(10))
for i in range(10):
    a.insert(3, i)
    print(sys.getsizeof(a), end=' ')
for i in range(15):
    del a[2]
    print(sys.getsizeof(a), end=' ')
a[2:3] = range(20)
print(sys.getsizeof(a), len(a))
a.extend(range(3))
print(sys.getsizeof(a))
a += (1, 2, 3)
print(sys.getsizeof(a))
a *= 3
print(sys.getsizeof(a))
del a[::2]
print(sys.getsizeof(a), len(a))
a[:] = []
print(sys.getsizeof(a))
for thing in [range(3), range(10**20), slice(1), slice(1, 2, 3), iter([]), iter(()), iter({}), iter(set()),
              iter(range(3)), iter(range(10**30)), reversed([]), {}.keys(), {}.values(), {}.items(),
              iter({}.items()), reversed({}), enumerate([]), zip(), zip([1], [2]), map(len, []),
              filter(len, []), reversed('abc'), (), frozenset(), set(), [], {}, dict(), list(), tuple()]:
    print(type(thing).__name__, sys.getsizeof(thing))


class L(list):
    pass


class T(tuple):
    pass


class D(dict):
    pass


class S(set):
    pass


for made in [L(), L([1, 2]), T(), T((1, 2)), D(), D(a=1), S(), S([1, 2, 3, 4, 5])]:
    print(type(made).__name__, sys.getsizeof(made), made)


class A:
    def __init__(self):
        self.x = 1
        self.y = 2


first = A()
print(sys.getsizeof(first.__dict__))
for i in range(40):
    other = A()
print(sys.getsizeof(other), sys.getsizeof(other.__dict__), other.__dict__)
other.__dict__['z'] = 3
print(sys.getsizeof(other.__dict__), other.__dict__)
other.__dict__[1] = 4
print(sys.getsizeof(other.__dict__), other.__dict__)
