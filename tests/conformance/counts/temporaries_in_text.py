# f-strings, str() and print see one reference of a temporary.
import sys


class Loud:
    def __str__(self):
        return f"s{sys.getrefcount(self)}"

    def __repr__(self):
        return f"r{sys.getrefcount(self)}"

    def __format__(self, spec):
        return f"f{sys.getrefcount(self)}{spec}"


def local():
    x = Loud()
    return f"{x} {x!r} {x!s:>4} {x:a} {Loud()} {[x]!r}"


x = Loud()
print(f"{x} {x!r} {x!s} {x:>2}", f"{Loud()}{Loud()!r}")
print(local())
print(str(x), repr(x), str(Loud()), "%s %r" % (x, x), "{} {!r}".format(x, x))
print(x, Loud(), [x], (x,), {1: x}, [Loud()])
print(" ".join([str(x)] * 2), "%s" % x, "{0} {0}".format(Loud()))
