# The handled exception is held by its name, by the thread and by its traceback's frames.
import sys


class Oops(Exception):
    pass


def fail(error):
    raise error


error = Oops("x")
print(sys.getrefcount(error))
try:
    raise error
except Oops as caught:
    print(sys.getrefcount(error), sys.getrefcount(caught))
print(sys.getrefcount(error))
try:
    fail(error)
except Oops:
    print(sys.getrefcount(error), sys.exc_info()[1] is error)
print(sys.getrefcount(error))
error.__traceback__ = None
print(sys.getrefcount(error))
try:
    try:
        fail(error)
    finally:
        print("finally", sys.getrefcount(error))
except Oops:
    pass
error.__traceback__ = None
try:
    try:
        raise ValueError
    except ValueError:
        raise error
except Oops:
    print(type(error.__context__).__name__, sys.getrefcount(error.__context__))
print(sys.getrefcount(error))
