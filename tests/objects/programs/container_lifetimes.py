# When items die, in what order, and what reference counts say meanwhile.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name, end='; ')

    def __repr__(self):
        return 'N' + self.name

    def __hash__(self):
        return len(self.name)

    def __eq__(self, other):
        return isinstance(other, Noisy) and self.name == other.name


def noisy(text):
    return [Noisy(c) for c in text]


def title(text):
    print()
    print(text, end=': ')


title('list del')
a = noisy('abc')
del a
title('tuple del')
t = tuple(noisy('abc'))
del t
title('dict del')
d = {c: Noisy(c) for c in 'abc'}
del d
title('dict keys')
d = {Noisy('k' * i): Noisy('v%d' % i) for i in range(1, 4)}
del d
title('set del')
s = set(noisy('abc'))
print(len(s), end=' ')
del s
title('slice assignment')
a = noisy('abcdef')
a[1:4] = [1]
print(a, end=' ')
title('slice deletion')
del a[0:2]
print(a, end=' ')
title('extended deletion')
a = noisy('abcdef')
del a[::2]
print(a, end=' ')
title('extended assignment')
a[::2] = [1, 2]
print(a, end=' ')
title('clear')
a = noisy('xyz')
a.clear()
print(a, end=' ')
title('item')
a = noisy('xyz')
a[1] = 5
print(a, end=' ')
title('pop')
a.pop()
a.pop(0)
print(a, end=' ')
title('remove')
a = noisy('xyz')
a.remove(Noisy('y'))
print(a, end=' ')
title('dict replace')
d = {'a': Noisy('1'), 'b': Noisy('2')}
d['a'] = 3
print(d, end=' ')
title('dict clear')
d.clear()
title('dict update')
d = {'a': Noisy('1'), 'b': Noisy('2')}
d.update(a=Noisy('3'), c=Noisy('4'))
print(d, end=' ')
title('dict pop')
d.pop('b')
d.popitem()
print(d, end=' ')
title('set ops')
s = set(noisy('ab'))
s.add(Noisy('a'))
s.discard(Noisy('b'))
s |= set(noisy('cd'))
s -= set(noisy('c'))
print(len(s), end=' ')
s.clear()
title('sort')
a = noisy('cab')
a.sort(key=lambda n: Noisy(n.name * 2).name)
print(a, end=' ')
a.sort(key=lambda n: n.name, reverse=True)
print(a, end=' ')
title('nested')
a = [[Noisy('1')], (Noisy('2'), {'k': Noisy('3')})]
a = None
title('iterators')
it = iter(noisy('pq'))
next(it)
del it
e = enumerate(noisy('rs'))
next(e)
del e
z = zip(noisy('tu'), noisy('vw'))
next(z)
del z
m = map(lambda n: n, noisy('xy'))
next(m)
del m
title('looking from __del__')


class Looks:
    def __del__(self):
        print(len(box), sorted(map(str, box)) if not isinstance(box, dict) else list(box), end='; ')


box = [1, Looks(), 2]
box[0:2] = []
box = {1: Looks(), 2: Looks()}
box[1] = 0
del box[2]
box = [Looks(), Looks()]
box.clear()
box = {'a': Looks()}
box.clear()
box = {1, Looks()}
box.clear()
title('counts')
o = object()
print(sys.getrefcount(o), end=' ')
a = [o, o]
print(sys.getrefcount(o), end=' ')
t = (o,) * 3
print(sys.getrefcount(o), end=' ')
d = {'k': o, o: o}
print(sys.getrefcount(o), end=' ')
s = {o}
print(sys.getrefcount(o), end=' ')
b = a + a
c = b[1:3]
print(sys.getrefcount(o), end=' ')
b *= 2
print(sys.getrefcount(o), end=' ')
e = d.copy()
f = dict(d)
g = s | {1}
print(sys.getrefcount(o), end=' ')
v = d.values()
print(sys.getrefcount(d), sys.getrefcount(o), end=' ')
it = iter(a)
x = next(it)
print(sys.getrefcount(o), sys.getrefcount(a), end=' ')
z = zip(a, t)
p = next(z)
print(sys.getrefcount(o), end=' ')
del b, c, e, f, g, p
print(sys.getrefcount(o), end=' ')
a.sort(key=id)
print(sys.getrefcount(o), end=' ')
a[:] = []
print(sys.getrefcount(o), end=' ')
title('identity')
a = []
i = id(a)
del a
b = []
print(id(b) == i, end=' ')
d = {}
i = id(d)
del d
e = {}
print(id(e) == i, end=' ')
t = (1, o)
i = id(t)
del t
u = (2, o)
print(id(u) == i, end=' ')
title('deep')
a = []
for i in range(100000):
    a = [a]
t = ()
for i in range(100000):
    t = (t,)
d = {}
for i in range(100000):
    d = {1: d}
s = None
for i in range(100000):
    s = {'x': (s,)}
del a, t, d, s
print('freed')
a = []
a.append(a)
try:
    a == [a]
    b = []
    b.append(b)
    print(a == b)
except RecursionError as error:
    print(error)
nested = []
for i in range(2000):
    nested = [nested]
try:
    print(nested)
except RecursionError as error:
    print(error)
