# bytes and tuples: a header and their items.
import sys

print([sys.getsizeof(b"x" * n) for n in (0, 1, 2, 7, 8, 100)])
print([sys.getsizeof((0,) * n) for n in range(8)])
print([sys.getsizeof(tuple(range(n))) for n in (0, 1, 10, 100)])
t = (1, 2, 3)
print(sys.getsizeof(t), t.__sizeof__(), sys.getsizeof(t + t), sys.getsizeof(t[1:]), sys.getsizeof(t * 3))
print(sys.getsizeof(bytes(5)), sys.getsizeof("é".encode()), sys.getsizeof(b"ab" + b"c"))


class T(tuple):
    pass


class S(T):
    __slots__ = ()


class Slotted(tuple):
    __slots__ = ()


print(sys.getsizeof(T()), sys.getsizeof(T((1, 2))), sys.getsizeof(S((1,))), sys.getsizeof(Slotted((1,))))


def f(*args):
    return sys.getsizeof(args)


print(f(), f(1), f(1, 2, 3), sys.getsizeof(tuple(x for x in range(13))))
