import numpy as np, sys


def address(x):
    return x.__array_interface__['data'][0]


# A large temporary takes the result of the operation itself: the block that the next array of
# that size gets was never used before.
n = 1_000_000
a = np.ones(n)
b = np.ones(n)
f = np.float32(2)


def check(name, make):
    first = make()
    p = address(first)
    del first
    second = make()
    keep = np.ones(n)
    print(name, second[0], second[-1], second.base is None, second.shape, sys.getrefcount(second),
          address(second) == p, address(keep) == p, address(keep) - address(second))


check('a * 2 + b', lambda: a * 2 + b)
check('b - a * 2', lambda: b - a * 2)
check('(a + b) / (a + b)', lambda: (a + b) / (a + b))
check('-(a * 2)', lambda: -(a * 2))
check('(a * 2) ** 2', lambda: (a * 2) ** 2)
check('(a * 4) ** 0.5', lambda: (a * 4) ** 0.5)
check('(a * 2) ** 3', lambda: (a * 2) ** 3)
check('1 - a * 2', lambda: 1 - a * 2)
check('abs(a - 3)', lambda: abs(a - 3))
check('a * 2 // 3', lambda: a * 2 // 3)
x = a * 2
y = x + b
print(x[0], y[0], a[0], b[0])
x **= 2
print(x[3])
