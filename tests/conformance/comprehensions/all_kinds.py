# Comprehensions: scopes, order of evaluation, conditions, nesting, walrus.
log = []


def note(x):
    log.append(x)
    return x


print([note((i, j)) for i in note([1, 2]) for j in note('ab') if note(j) != 'a'])
print(log)
print({k: v for k, v in zip('abc', range(3)) if v}, {len(w) for w in ('a', 'bb', 'cc')})
print({note(k): note(v) for k, v in [('k', 'v'), ('k', 'w')]}, log[-4:])
print([[j for j in range(i)] for i in range(4)], [y for x in [[1, 2], [3]] for y in x])
print([last := x for x in range(5) if x % 2], last)
print(any((found := n) > 2 for n in [1, 2, 3, 4]), found)
x = 'kept'
[x for x in range(3)]
print(x, [x for _ in range(2)])
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
print(dict([(i, [k for k in range(i)]) for i in range(3)]), sorted({(a, b) for a in 'xy' for b in (1, 2)}))
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ['abc', 'de']], [i for i in range(10) if i % 2 if i > 3])
g = (note(i) for i in note([7, 8]))
print('made', log[-1])
print(next(g), log[-1], list(g))
try:
    [1 / i for i in (1, 0)]
except ZeroDivisionError as error:
    print(error)


class C:
    n = 3
    inside = [n for n in range(n)]
    try:
        outside = [n for _ in range(1)]
    except NameError as error:
        print(error)


print(C.inside, C.n)
matrix = [[1, 2], [3, 4]]
print([list(row) for row in zip(*matrix)], [x if x % 2 else -x for row in matrix for x in row], sum(i * i for i in range(10)))
