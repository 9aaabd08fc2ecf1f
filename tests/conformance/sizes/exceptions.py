# Exceptions of each family.
import sys

for e in (Exception(), Exception(1), ValueError("x"), KeyError(1), StopIteration(1), SystemExit(0),
          OSError(2, "no"), ImportError("x"), AttributeError("x"), NameError("n"), SyntaxError("s"),
          UnicodeDecodeError("utf-8", b"x", 0, 1, "r"), ZeroDivisionError(), RecursionError()):
    print(type(e).__name__, sys.getsizeof(e), end="; ")
print()


class Mine(Exception):
    pass


class Slotted(Exception):
    __slots__ = ("a",)


m = Mine("x", 1)
print(sys.getsizeof(m), sys.getsizeof(Slotted()), sys.getsizeof(m.args))
m.detail = 1
print(sys.getsizeof(m), sys.getsizeof(vars(m)))
try:
    raise m
except Mine as caught:
    print(sys.getsizeof(caught), sys.getsizeof(caught.__traceback__))
