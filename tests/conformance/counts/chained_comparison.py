# The middle of a chain is on the stack twice.
import sys


class Number:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print("lt", sys.getrefcount(self), sys.getrefcount(other))
        return self.n < other.n

    def __eq__(self, other):
        print("eq", sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n


a, b, c = Number(1), Number(2), Number(3)
print(a < b)
print(a < b < c)
print(a < Number(0) < c)
print(Number(1) < Number(2) < Number(3))
print(a == a, a != b, a in [b, a], [b, a].index(a), [a].count(b))


def local():
    x, y = Number(5), Number(6)
    return x < y < x, (x == y) is False


print(local())
