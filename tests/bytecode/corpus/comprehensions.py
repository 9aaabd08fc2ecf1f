"""Comprehensions and generators."""
[x for x in y]
[x for x in y if x]
[x for x in y if x if not x]
[x for x in y if x and y or z]
[x for x in y for z in x]
[x for x in y if x for z in x if z]
[x for x in [1, 2, 3]]
[z for x in y for z in [x + 1]]
[z for x in y for z in (x + 1,)]
[z for x in y for z in (1,)]
[z for x in y for z in [*x]]
[(z, w) for x in y for z in [f(x)] for w in [z]]
{x for x in y}
{x: z for x, z in y}
{x: z for x in y for z in x if z}
(x for x in y)
list(x for x in y if x)
[[x for x in y] for y in z]
[lambda: x for x in y]
[x for x in y if (lambda: x)()]
{**{x: 1 for x in y}}
[x for x, *z in y]
[x for self.a in y]
[
    x
    for x
    in y
    if x
    if z
]
(
    x +
    1
    for
    x in
    y
)


def closures(a):
    b = [a for _ in range(3)]
    c = [[a + i for i in range(j)] for j in b]
    d = {i: (lambda: i + a) for i in b}
    e = (i for i in a if i in b)
    return [x for x in [a for a in c]], d, e


def generators(a):
    yield
    yield 1
    x = yield a
    y = yield
    yield from a
    z = yield from f(a)
    x, y = yield 1, 2
    yield x; yield y
    print((yield), (yield x))
    x += yield
    if (yield):
        return (yield)
    while (yield from a):
        pass
    return 1


def generator_no_yield_reached():
    return
    yield


def generator_try():
    while True:
        try:
            x = yield
        except GeneratorExit:
            return
        finally:
            y()


def generator_cells(a, *b):
    c = 1
    yield lambda: (a, b, c)


def generator_expression_in_call(a):
    return sum(x * x for x in a), sum((x for x in a), 0), any(x for x in a if x)


def generator_free(a):
    def g():
        yield a
        yield from (a for a in a)
    return g


f = lambda: (yield 1)
g = lambda a: (yield from a)
h = lambda: [(x, y) for x in (yield) for y in x]


def nested(a):
    return {x: [y for y in x if y in {z for z in a}] for x in a}


def conditional(a):
    return [x if x else -x for x in a], [x for x in (a if a else [])], [x or 1 for x in a if x or 1]
