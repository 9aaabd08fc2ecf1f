# How deep recursion goes, and that the end of the stack can be survived.
import sys


def r(n):
    global d
    d = n
    r(n + 1)


def attempt(start, *args):
    try:
        start(*args)
    except RecursionError as e:
        print(d, e)


attempt(r, 1)


class A:
    def __init__(self, n):
        global d
        d = n
        A(n + 1)


attempt(A, 1)


class C:
    def __call__(self, n):
        global d
        d = n
        self(n + 1)


attempt(C(), 1)


def gen(n):
    global d
    d = n
    yield from gen(n + 1)


attempt(list, gen(1))


class E:
    def __eq__(self, other):
        global d
        d += 1
        return self == other


d = 0
attempt(lambda: E() == E())


class G:
    def __getattr__(self, name):
        global d
        d += 1
        return self.other


d = 0
attempt(lambda: G().x)


class R:
    def __repr__(self):
        global d
        d += 1
        return repr(self)


d = 0
attempt(repr, R())
sys.setrecursionlimit(200)
attempt(r, 1)
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
l = []
l.append(l)
print(l, [l] == [l])
dd = {}
dd["me"] = dd
print(dd)


def mutual_a(n):
    return n if n == 0 else mutual_b(n - 1)


def mutual_b(n):
    return n if n == 0 else mutual_a(n - 1)


print(mutual_a(150))
sys.setrecursionlimit(5000)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(4000))
nested = []
for i in range(100000):
    nested = [nested]
del nested
print("freed")
