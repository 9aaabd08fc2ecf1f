# An exception in __del__ is told on stderr and forgotten.
import sys


class Bad:
    def __del__(self):
        print("dying")
        raise ValueError("from del")


sys.stderr = sys.stdout
x = Bad.__new__(Bad)
try:
    raise KeyError("outer")
except KeyError as e:
    print("handling", e)
    y = 1


class Quiet:
    def __del__(self):
        try:
            raise LookupError
        except LookupError as e:
            print("handled inside", type(e.__context__))


try:
    raise KeyError("again")
except KeyError as e:
    q = Quiet()
    del q
    print("still", repr(e), sys.exc_info()[0].__name__)
q = Quiet()
q = None
print("fine")
sys.stderr = sys.__stderr__ if hasattr(sys, "__stderr__") else sys.stderr
x.__class__ = Quiet
