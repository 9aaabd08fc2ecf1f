# The tuple of *args: the caller's own when it is passed alone, else a new one.
import sys


def take(*args):
    return sys.getrefcount(args), len(args)


def same(*args):
    return args


row = (1.5, 2.5, 3.5)
print(take(*row), take(*list(row)), take(1, *row), take(*row, 4))
print(same(*row) is row, same(*row, *()) is row, same(*[1, 2]) == (1, 2))
print(same() is tuple([]), same(*()) is same())
print(sys.getrefcount(row))
kept = same(*row)
print(sys.getrefcount(row))


def deep(*args):
    return take(*args)


print(deep(*row), deep(1, 2))
