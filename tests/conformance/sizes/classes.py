# Classes, their instances, and what slots save.
import sys


class A:
    pass


class B(A):
    x = 1

    def f(self):
        pass


class S0:
    __slots__ = ()


class S2:
    __slots__ = ("a", "b")


class S3(S2):
    __slots__ = ("c",)


class SW:
    __slots__ = ("a", "__weakref__")


class SD:
    __slots__ = ("a", "__dict__")


class SB(S2):
    pass


print(sys.getsizeof(A), sys.getsizeof(B), sys.getsizeof(S0), sys.getsizeof(S2), sys.getsizeof(S3))
print([sys.getsizeof(c()) for c in (object, A, B, S0, S2, S3, SW, SD, SB)])
print([c().__sizeof__() for c in (object, A, S2, SD)])
print(A.__basicsize__, S2.__basicsize__, A.__itemsize__, int.__basicsize__, int.__itemsize__)
print([t.__basicsize__ for t in (float, list, dict, tuple, set, type, object)])
print(A.__dictoffset__ != 0, S2.__dictoffset__, S2.__weakrefoffset__, A.__weakrefoffset__)
