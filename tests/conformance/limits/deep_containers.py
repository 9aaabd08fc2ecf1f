# Deep nesting: what looks into it ends with RecursionError, freeing it does not.
import sys


def nest(make, depth):
    x = make(None)
    for _ in range(depth):
        x = make(x)
    return x


def show(name, f):
    try:
        f()
        print(name, 'ends')
    except RecursionError as error:
        print(name, error)


makers = [('list', lambda x: [x]), ('tuple', lambda x: (x,)), ('dict', lambda x: {'k': x})]
for name, make in makers:
    a, b = nest(make, 50000), nest(make, 50000)
    show(name + ' ==', lambda: a == b)
    show(name + ' repr', lambda: repr(a))
    if name != 'dict':
        show(name + ' <', lambda: a < b)
    print(name, sys.getrefcount(a))
    del a, b
x = []
x.append(x)
print(x, x == x, [x] == [x])
y = []
y.append(y)
show('circle ==', lambda: x == y)
d = {}
d['me'] = d
print(d)
