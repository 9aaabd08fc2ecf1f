# Tuples of atoms are let go by the first collection that sees them.
import gc

n = int("5")
gc.collect()
gc.disable()
a = (n, "x", 2.5)
b = (a, a)
c = (b, (n,))
d = ([], n)
e = (d, n)
f = tuple([n, (n, [])])
print([gc.is_tracked(t) for t in (a, b, c, d, e, f)])
gc.collect(0)
print([gc.is_tracked(t) for t in (a, b, c, d, e, f)])
gc.collect(0)
print([gc.is_tracked(t) for t in (a, b, c, d, e, f)])
gc.collect()
print([gc.is_tracked(t) for t in (a, b, c, d, e, f)])
g = tuple(x for x in (1, 2))
h = tuple([1, 2])
i = (1, 2) + (n,)
j = (n,) * 3
k = i[1:]
print([gc.is_tracked(t) for t in (g, h, i, j, k, (1, 2), tuple({1: 2}))])


def args(*a, **k):
    return gc.is_tracked(a), gc.is_tracked(k)


print(args(1), args(n, []), args(x=1), args(x=[]))
