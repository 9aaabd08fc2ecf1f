# Dicts: order, sizes, views, iteration, mutation during lookups.
import sys

state = 99


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
        Keyed.compared += 1
        return isinstance(other, Keyed) and self.value == other.value

    def __repr__(self):
        return 'K%d' % self.value


Keyed.compared = 0


def key(kind, top):
    if kind == 0:
        return 'k%d' % rnd(top)
    if kind == 1:
        return rnd(top)
    if kind == 2:
        return Keyed(rnd(top), rnd(4))
    if kind == 3:
        return ('a', rnd(top))
    if kind == 4:
        return rnd(top) if rnd(10) == 0 else 'k%d' % rnd(top)
    return rnd(top) - 5.0


for round_number in range(120):
    kind = round_number % 6
    top = [8, 40, 200, 2000][rnd(4)]
    d = {}
    e = {}
    for step in range(150):
        what = rnd(16)
        k = key(kind, top)
        if what < 7:
            d[k] = step
        elif what < 9:
            d.pop(k, None)
        elif what == 9:
            d.setdefault(k, step)
        elif what == 10 and d:
            d.popitem()
        elif what == 11:
            e = dict(d) if rnd(2) else d.copy()
        elif what == 12:
            d.update(e)
        elif what == 13:
            e = {**e, k: 1}
        elif what == 14:
            e = d | e
        elif k in d:
            del d[k]
    print(round_number, len(d), len(e), sys.getsizeof(d), sys.getsizeof(e), d == e, list(d)[:6], list(e.items())[-3:],
          list(reversed(d))[:3], sum(d.values()), Keyed.compared)
print({'a': 1, 'b': [2]}, {1: {}}, {(): {1}}, {None: True, 1.5: 'x'})
d = {1: 2}
d['self'] = d
print(d, d.keys(), d.values(), d.items())
print(dict(a=1, b=2), dict([(1, 2), [3, 4]]), dict([(1, 2)], x=5), dict({1: 1}, y=2), dict(zip('ab', [1, 2])))
print(dict.fromkeys('abca'), dict.fromkeys([1, 2], 0), dict.fromkeys({3: 4}), dict.fromkeys({7}))
print({1: 'a', True: 'b', 1.0: 'c'}, {1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {} == {}, {1: 2} == 3)
d = {'x': 1, 'y': 2}
print(d.get('x'), d.get('q'), d.get('q', 5), d.pop('x'), d.pop('zz', 'no'), d, 'y' in d, 'x' not in d)
d |= {'z': 3}
d |= [('w', 4)]
print(d, d | {'y': 0}, {'y': 0} | d)
keys = d.keys()
print(len(keys), 'z' in keys, list(keys), keys.mapping, list(reversed(keys)), list(reversed(d.items())), list(reversed(d.values())))
print(('z', 3) in d.items(), ('z', 4) in d.items(), 3 in d.values(), sorted(d), list(d))
items = iter(d.items())
print(next(items), next(items))
held = next(items)
print(held, items.__length_hint__())
d.clear()
print(d, d.keys(), list(keys))


class Missing(dict):
    def __missing__(self, key):
        print('missing', key)
        self[key] = [key]
        return self[key]


m = Missing(a=1)
print(m['a'], m['b'], m['b'], m.get('c'), m, type(m.copy()).__name__, 'c' in m)


class Sub(dict):
    def __getitem__(self, key):
        return 'sub'

    def keys(self):
        print('keys called')
        return ['k1', 'k2']


print(dict(Sub(a=1)), {**Sub(a=1)}, Sub(a=1) == {'a': 1})


class Mapping:
    def keys(self):
        return iter(['p', 'q'])

    def __getitem__(self, key):
        return key * 2


print(dict(Mapping()), {**Mapping()})
d = {}
d.update(Mapping(), r=1)
print(d)


class Evil:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if armed:
            for i in range(armed.pop()):
                target[len(target) + 100] = 1
        return self is other

    def __repr__(self):
        return self.name


target = {}
armed = []
a, b, c = Evil('a'), Evil('b'), Evil('c')
target[a] = 1
armed = [3]
target[b] = 2
armed = [9, 1]
target[c] = 3
armed = [20]
print(target, target.get(b), len(target), armed)


class Shrinks:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        table.clear()
        return True


table = {Shrinks(): 1}
print(table.get(5), table)


class A:
    def __init__(self, n):
        self.n = n
        self.m = 0


objects = [A(i) for i in range(3)]
for o in objects:
    print(o.__dict__, sys.getsizeof(o.__dict__), vars(o) is o.__dict__)
d = objects[0].__dict__
d['extra'] = 5
del d['n']
d['n'] = 9
print(d, objects[0].n, objects[0].extra, list(d.items()), list(reversed(d)), d.popitem(), d, hasattr(objects[0], 'n'))
d = objects[1].__dict__
copy = d.copy()
copy['q'] = 1
print(d, copy, d == {'n': 1, 'm': 0}, d | {'z': 1}, dict(d), {**d})
d.clear()
print(d, objects[1].__dict__)
d = objects[2].__dict__
d.update({'n': 7, 5: 6})
print(d, objects[2].n, sys.getsizeof(d))
objects[2].__dict__ = {'fresh': 1}
print(objects[2].__dict__, d)
print({i: i * i for i in range(5)}, {k: v for v, k in enumerate('abc')})
d = {i: i for i in range(8)}
del d[0]
del d[1]
d[0] = 'again'
print(d, list(d), d.popitem(), d)
print(hash('a') == hash('a'), {'a': 1}.__contains__('a'), {'a': 1}.__getitem__('a'), {}.__class__)
big = {}
for i in range(9000):
    big[i * 3] = i
print(len(big), sys.getsizeof(big), sum(big), big[26997])
for i in range(0, 7000):
    del big[i * 3]
print(len(big), sys.getsizeof(big), next(iter(big)), list(big)[:2])
big['s'] = 1
print(sys.getsizeof(big), sys.getsizeof(dict(big)), sys.getsizeof(big.copy()))
