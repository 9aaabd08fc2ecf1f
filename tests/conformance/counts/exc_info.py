# sys.exc_info() hands out references to what is being handled.
import sys


def probe():
    kind, value, tb = sys.exc_info()
    return sys.getrefcount(value), sys.getrefcount(tb)


print(sys.exc_info())
try:
    raise KeyError("k")
except KeyError:
    print(probe())
    info = sys.exc_info()
    print(sys.getrefcount(info), sys.getrefcount(info[1]), sys.getrefcount(info[2]))
    print(probe())
print(sys.exc_info(), sys.getrefcount(info[1]), sys.getrefcount(info[2]))
del info
try:
    1 / 0
except ZeroDivisionError as e:
    try:
        [][1]
    except IndexError as f:
        print(sys.getrefcount(e), sys.getrefcount(f), f.__context__ is e)
    print(sys.getrefcount(e), sys.exc_info()[1] is e)


def generate():
    try:
        raise OSError("o")
    except OSError as e:
        yield sys.getrefcount(e)
        yield sys.exc_info()[1] is e


g = generate()
print(next(g), sys.exc_info()[1], next(g))
