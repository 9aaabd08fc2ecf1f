# A returned object moves; what a finally block does on the way.
import sys


class Thing:
    pass


def fresh():
    t = Thing()
    return t


def measured():
    t = Thing()
    try:
        return t
    finally:
        print("on the way", sys.getrefcount(t))


def argument(t):
    return t


def nested(t):
    return argument(argument(t))


def replaced(t):
    try:
        return Thing()
    finally:
        return t


print(sys.getrefcount(fresh()), sys.getrefcount(measured()))
x = fresh()
print(sys.getrefcount(x), sys.getrefcount(argument(x)), sys.getrefcount(nested(x)))
print(sys.getrefcount(argument(Thing())), sys.getrefcount(replaced(x)))
y = [fresh(), fresh()]
print(sys.getrefcount(y[0]), sys.getrefcount(y))
print(sys.getrefcount((lambda: x)()), sys.getrefcount(x if x else y))
