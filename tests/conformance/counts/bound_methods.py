# A bound method holds the instance and the function; calling a method makes none.
import sys


class Box:
    def put(self):
        return sys.getrefcount(self)

    @classmethod
    def make(cls):
        return cls is Box

    @staticmethod
    def free(x):
        return sys.getrefcount(x)


b = Box()
before = sys.getrefcount(b)
f = sys.getrefcount(Box.put)
bound = b.put
print(sys.getrefcount(b) - before, sys.getrefcount(Box.put) - f, sys.getrefcount(bound))
again = b.put
print(again is bound, again == bound, sys.getrefcount(b) - before, sys.getrefcount(Box.put) - f)
print(b.put(), bound(), again(), Box.put(b), getattr(b, "put")())
print(sys.getrefcount(bound.__self__), sys.getrefcount(bound.__func__) - f)
c = sys.getrefcount(Box)
maker = b.make
print(sys.getrefcount(Box) - c, sys.getrefcount(b) - before, maker())
print(b.free(b), Box.free(b), sys.getrefcount(b.free) - sys.getrefcount(Box.free))
del bound, again
print(sys.getrefcount(b) - before)
