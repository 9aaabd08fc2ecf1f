# getsizeof asks __sizeof__ and adds the collector's head.
import sys


class Fixed:
    def __sizeof__(self):
        return 1000


class Negative:
    def __sizeof__(self):
        return -1


class Text:
    def __sizeof__(self):
        return "big"


class L(list):
    pass


class D(dict):
    pass


class I(int):
    pass


class S(str):
    pass


print(sys.getsizeof(Fixed()), sys.getsizeof(L()), sys.getsizeof(L([1, 2, 3])), sys.getsizeof(D()), sys.getsizeof(D(a=1)))
print(sys.getsizeof(I(5)), sys.getsizeof(I(2 ** 70)), sys.getsizeof(S("ab")), sys.getsizeof(S()))
for bad in (Negative(), Text()):
    try:
        print(sys.getsizeof(bad))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
    try:
        print(sys.getsizeof(bad, -7))
    except ValueError as e:
        print(e)
print([].__sizeof__(), {}.__sizeof__(), set().__sizeof__(), object().__sizeof__(), L().__sizeof__())
