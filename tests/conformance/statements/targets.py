# Assignment: chains, stars, order of evaluation.
log = []


class Recorder:
    def __setattr__(self, name, value):
        log.append(('attr', name, value))

    def __setitem__(self, key, value):
        log.append(('item', key, value))

    def __delitem__(self, key):
        log.append(('del', key))


def note(value):
    log.append(value)
    return value


r = Recorder()
r.a = r[note('key')] = x = note('value')
r[1:2], (r.b, *rest), r[::2, ...] = 1, 'xyz', 3
print(log)
log.clear()
a, *b, c = range(5)
(d, [e, (f, *g)]), h = (1, [2, (3, 4, 5)]), 6
*i, = 'ab'
[j, *k] = {1: 2}
print(a, b, c, d, e, f, g, h, i, j, k, rest)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 'set'
print(i, x)
x[1:1] = 'ins'
x[::2] = 'ABC'
del x[0], x[-1:]
print(x)
for wrong in (1, 2, 3), (1,), 5, 'abc', {}:
    try:
        p, q = wrong
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    p, *q, s = [1]
except ValueError as error:
    print(error)
del r[note('gone')]
print(log)
n: int = 3
m: 'not evaluated as a name'
print(n, __annotations__)
