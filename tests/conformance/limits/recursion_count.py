# How deep a program gets, and that it comes back unharmed.
import sys

depth = 0


def down():
    global depth
    depth += 1
    down()


def measure(limit):
    global depth
    depth = 0
    sys.setrecursionlimit(limit)
    try:
        down()
    except RecursionError as error:
        return depth, str(error)


print(sys.getrecursionlimit())
for limit in 60, 100, 101, 1000:
    print(limit, measure(limit))
try:
    sys.setrecursionlimit(2)
except RecursionError as error:
    print(error)
for wrong in 0, -1, 'x', 1.5:
    try:
        sys.setrecursionlimit(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
sys.setrecursionlimit(5000)


def sum_to(n):
    return n and n + sum_to(n - 1)


print(sum_to(4000))
