"""Arithmetic that a course would show."""


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(7 // 2, -7 // 2, 7 % -3, -7 % 3, divmod(-7, 2), 7.5 // 2, -7.5 % 2, divmod(7.5, -2), 2 ** 100, 2 ** -2)
print(0.1 + 0.2, 1e16, 1e15, 123456789012345678.0, 1 / 3, 5e-324, 1e308 * 10, -0.0, 100.0, 1e-5, 0.0001)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1.5e10, -9))
print(0xFF, 0b1010, 0o17, 1_000_000, 10**25, -10**25, hex(-255), oct(8), bin(5), int("ff", 16), int("-0b11", 0))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, (1 << 70) >> 68, -1 >> 3, -(1 << 65) >> 3, (1 << 65) & -2)
print(pow(3, 200, 13), pow(3, -1, 7), pow(2, 10), pow(2.0, 0.5), 10**400 // 10**398, (10**400 + 1) % 10**5)
print(3 == 3.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**400 > 1e308, float("nan") == float("nan"), 1 < 1.5 < 2)
print(True + True, True * 3, -True, True / 2, sum([True, False, True]), isinstance(True, int), True == 1, str(True))
print(int(3.99), int(-3.99), int("  42 "), int("1_000"), float("1e3"), float(" -inf "), bool("False"), bool(0.0), int(True))
print((255).to_bytes(2, "big"), int.from_bytes(b"\xff\xfe", "little"), (10).bit_length(), (1.5).as_integer_ratio())
print((0.1).hex(), float.fromhex("0x1.999999999999ap-4"), (2.0).is_integer(), 1e22, 1e23, 9007199254740993.0)
print(abs(-5), abs(-2.5), max(1, 2.5), min(3, 2), sum([0.1] * 10), 3 .real, (5).numerator, 2.5 .imag)
total = 0
for i in range(1, 101):
    total += i * i
print(total)
factorial = 1
for i in range(1, 51):
    factorial *= i
print(factorial, len(str(factorial)), str(factorial)[::-1], factorial % 97)
for pair in ((1, 0), (1.0, 0), (1, 0.0)):
    attempt(lambda a, b: a / b, *pair)
    attempt(lambda a, b: a // b, *pair)
    attempt(lambda a, b: a % b, *pair)
    attempt(divmod, *pair)
attempt(int, "12a")
attempt(int, None)
attempt(int, "9" * 5000)
attempt(float, "x")
attempt(lambda: 1 + "a")
attempt(lambda: "a" + 1)
attempt(lambda: 1 << -1)
attempt(lambda: 10.0 ** 400)
attempt(lambda: 10**400 * 1.0)
attempt(lambda: int(float("nan")))
attempt(lambda: "a" * 2.0)
two = [1, 2]
attempt(lambda: two[1.0])
attempt(lambda: -"a")
attempt(lambda: 5 @ 3)
attempt(chr, -1)
attempt(ord, "ab")


class Half:
    def __index__(self):
        return 7

    def __float__(self):
        return 3.5


class Own:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __rpow__(self, other):
        return ("rpow", other)

    def __eq__(self, other):
        return other == 5


print(int(Half()), float(Half()), hex(Half()), "abc"[-1 * 1:], [0] * 3, "ab" * Half().__index__(), range(10)[Half()])
print(int(Own(5)), 5 + Own(1), 1.5 + Own(1), Own(1) + 5, 2 ** Own(1), 5 == Own(1), 2.5 == Own(1), "a" == Own(1))
attempt(int, Own("x"))
attempt(lambda: "x"[Own(1)])
