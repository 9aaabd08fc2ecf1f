# A decorator's closure holds the function; the name holds the wrapper.
import sys


def plain(function):
    print("decorating", sys.getrefcount(function))
    return function


def wrap(function):
    def inner(*args):
        return function(*args)
    return inner


@plain
def one():
    return 1


print(sys.getrefcount(one))


@wrap
def two(x):
    return sys.getrefcount(x)


print(sys.getrefcount(two), sys.getrefcount(two.__closure__[0].cell_contents))


@plain
@plain
def three():
    pass


print(sys.getrefcount(three))
print(two([]), two(one) - sys.getrefcount(one))


@plain
class C:
    pass


print(two.__closure__[0].cell_contents.__name__, sys.getrefcount(two.__closure__))
