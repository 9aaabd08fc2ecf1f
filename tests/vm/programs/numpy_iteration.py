import numpy as np
a = np.arange(3)
print([x for x in a], [type(x) for x in a], list(a), tuple(a), list(np.zeros((2, 2))))
m = np.arange(6).reshape(2, 3)
for row in m:
    print(row, row.base is m.base)
    row[0] = 9
print(m, len(m), len(a), 3 in a, 2 in a, 9 in m, 2.0 in a)
x, y, z = a
print(x, y, z, *m)
for i, v in enumerate(a):
    print(i, v)
for p, q in zip(a, a[::-1]):
    print(p, q)
print(list(map(float, a)), sum(a), type(sum(a)), max(a), min(a), sorted(a[::-1]), any(a), all(a), list(reversed(a)))
it = iter(a)
print(next(it), next(it), next(it), next(it, 'end'), type(it))
print(a.tolist(), m.tolist(), np.array(3).tolist(), np.array([True, 1.5]).tolist(), a.item(1), m.item(1, 2), m.item((0, 1)), m.item(4), np.array([5]).item())
print(np.arange(24).reshape(2, 3, 4).tolist(), [type(v) for v in np.array([True, False]).tolist()])
