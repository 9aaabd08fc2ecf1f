# try, except, else, finally, raise from, contexts, tracebacks as objects.
import sys


def trace(e):
    lines = []
    tb = e.__traceback__
    while tb is not None:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return lines


def boom(x):
    return 1 / x


def outer():
    try:
        boom(0)
    except ZeroDivisionError as e:
        raise ValueError("bad") from e


try:
    outer()
except ValueError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
    print(trace(e), trace(e.__cause__))
    print(sys.exc_info()[0], sys.exc_info()[1] is e)
print(sys.exc_info())


def order(n):
    out = []
    try:
        out.append("try")
        if n == 1:
            raise KeyError(1)
        if n == 2:
            return out
        out.append("end")
    except KeyError as k:
        out.append(str(k))
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


for i in range(3):
    print(order(i))


def returns_in_finally():
    try:
        raise ValueError
    finally:
        return "swallowed"


print(returns_in_finally())


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    return i


print(loop())

try:
    try:
        raise KeyError("a")
    except KeyError:
        raise IndexError("b")
except IndexError as e:
    print(repr(e.__context__), e.__cause__)

try:
    try:
        raise KeyError("a")
    except KeyError:
        raise IndexError("b") from None
except IndexError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)


def reraise():
    try:
        boom(0)
    except ZeroDivisionError:
        print("handling")
        raise


try:
    reraise()
except ArithmeticError as e:
    print(e, trace(e))

for bad in (
    lambda: boom(0),
    lambda: [][1],
    lambda: {}["k"],
    lambda: undefined_name,
    lambda: (1).attr,
    lambda: "a" + 1,
    lambda: 1 + "a",
    lambda: int("x"),
    lambda: [1, 2, 3].index(9),
    lambda: next(iter([])),
    lambda: tuple("ab")["a"],
    lambda: list("a")[1.0],
    lambda: {}[[]],
    lambda: None.x,
    lambda: -"a",
    lambda: 1 < "a",
    lambda: [] < 3,
    lambda: 5 in 5,
    lambda: iter(5),
    lambda: 1 @ 2,
    lambda: "abc".foo,
    lambda: float("zz"),
    lambda: chr(-1),
    lambda: ord("ab"),
    lambda: max([]),
    lambda: sum(["a"]),
    lambda: 10 ** 1000 % 0,
    lambda: 1 << -1,
    lambda: 2.0 ** 100000,
    lambda: [0] * -1 + None,
    lambda: "%d" % "x",
    lambda: "{}".format(),
    lambda: sorted([1, "a"]),
    lambda: range(1, 2, 0),
    lambda: abs("x"),
    lambda: isinstance(1, 2),
    lambda: setattr(5, "x", 1),
    lambda: getattr(5, "x"),
    lambda: hash([]),
    lambda: {1: 2}.popitem(3),
    lambda: [].pop(),
    lambda: "x".split(""),
    lambda: tuple(5),
    lambda: dict(5),
    lambda: dict([1]),
    lambda: dict([(1, 2, 3)]),
    lambda: set([[]]),
    lambda: int("12", 99),
    lambda: divmod(1, 0),
    lambda: 1 % 0,
    lambda: 1.0 // 0,
    lambda: pow(0, -1),
    lambda: round("x"),
    lambda: bytes([300]),
    lambda: zip(5),
    lambda: map(5),
    lambda: enumerate(5),
    lambda: reversed(5),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e, "|", e.args)


def unpack(code):
    try:
        code()
    except Exception as e:
        print(type(e).__name__, e)


def u1():
    a, b = 1


def u2():
    a, b = [1]


def u3():
    a, b = [1, 2, 3]


def u4():
    a, *b, c = [1]


def u5():
    a, b = {1, 2, 3}


def u6():
    x = y
    y = 1


def u7():
    del z
    z = 1


def u8():
    raise 5


def u9():
    raise ValueError from 5


def u10():
    raise


def u11():
    assert 1 == 2, "not equal"


def u12():
    assert 0


def u13():
    with 5:
        pass


def u14():
    try:
        raise ValueError
    except 5:
        pass


def u15():
    def inner():
        return free

    inner()
    free = 1


def u16():
    global not_there
    del not_there


def u17():
    for i in 5:
        pass


def u18():
    [*5]


def u19():
    {**5}


def u20():
    raise type("Odd", (Exception,), {})("odd one")


for u in (u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20):
    unpack(u)


class Custom(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return f"custom {self.args[0]} {self.b}"


try:
    raise Custom(1, 2)
except Custom as e:
    print(e, repr(e), e.args, e.b)


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow


with Manager("a") as m, Manager("b"):
    print("body", m.name)

with Manager("outer", True):
    with Manager("inner"):
        raise RuntimeError("x")
print("after")


def early():
    with Manager("r"):
        return 5


print(early())
e1 = ValueError("kept")
e1.add_note("a note")
print(e1.__notes__)
try:
    raise e1
except ValueError as e:
    pass
try:
    e
except NameError as err:
    print(err)
print(issubclass(KeyError, LookupError))
print(ValueError.__mro__)
try:
    raise StopIteration(5)
except StopIteration as s:
    print(s.value)
try:
    raise SystemExit(3)
except SystemExit as s:
    print(s.code)
print(repr(KeyError("x")), str(KeyError("x")), repr(ValueError()), repr(OSError(2, "no")), OSError(2, "no"))
