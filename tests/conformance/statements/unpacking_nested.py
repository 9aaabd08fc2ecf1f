# Patterns of names, with one star, nested.
(a, b), c = (1, 2), 3
print(a, b, c)
a, (b, (c, d)), *e = 1, (2, (3, 4)), 5, 6
print(a, b, c, d, e)
[first, *middle, last] = 'abcde'
print(first, middle, last)
*most, = range(3)
head, *tail = {1: 'x', 2: 'y'}
print(most, head, tail)
for i, (k, v) in enumerate({'one': 1, 'two': 2}.items()):
    print(i, k, v)
x, y = y, x = 1, 2
print(x, y)
values = [0, 1, 2]
values[0], values[-1], *values[1:2] = 'pqr'
print(values)
(z) = 1,
print(z)
