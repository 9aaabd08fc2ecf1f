# A constant belongs to its code object: once in the tuple, however often it is loaded.
import sys


def one():
    a = 123456.5
    b = 123456.5
    return a is b, sys.getrefcount(a)


def two():
    return sys.getrefcount(98765), sys.getrefcount(98765.5), sys.getrefcount("two words")


def three():
    t = (1.5, "x y", 2.5)
    return sys.getrefcount(t), sys.getrefcount(t[1]), id(t) == id((1.5, "x y", 2.5))


print(one(), two(), three())
print(sys.getrefcount(one.__code__.co_consts[1]), one.__code__.co_consts[1])
x = 55555
y = 55555
print(x is y, sys.getrefcount(x), id(x) == id(55555))
z = 5555 * 10 + 5
print(z is x, sys.getrefcount(z))


def four():
    return 55555


print(four() is x, four() is four(), sys.getrefcount(four()))
first = lambda: (1.25, 2.25)
print(first() is first(), sys.getrefcount(first()))
