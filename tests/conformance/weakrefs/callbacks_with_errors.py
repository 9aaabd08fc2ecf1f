# A callback's exception is told on stderr; the others are called all the same.
import sys
import weakref


class A:
    pass


def bad(r):
    print("bad")
    raise ValueError("in callback")


def good(r):
    print("good", r())


sys.stderr = sys.stdout


class Quiet:
    def write(self, text):
        pass

    def flush(self):
        pass


sys.stderr = Quiet()
a = A()
r1 = weakref.ref(a, good)
r2 = weakref.ref(a, bad)
r3 = weakref.ref(a, good)
del a
print("after")
try:
    raise KeyError("k")
except KeyError as e:
    b = A()
    r4 = weakref.ref(b, bad)
    b = None
    print("still", e)
