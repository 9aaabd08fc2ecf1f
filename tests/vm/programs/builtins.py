# The built-in functions, as an introductory course uses them.
print(abs(-3), abs(2.5), min(3, 1, 2), max([1, 5, 2]), max("abc", key=ord), min([], default="none"))
print(sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), sum((1, 2.5, True)))
print(sorted([3, 1, 2]), sorted("hello", reverse=True), sorted(["bb", "a", "ccc"], key=len), list(reversed([1, 2, 3])))
print(list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])))
print(any([0, 1]), all([1, 0]), any([]), all([]))
print(repr("it's"), ascii("é\n"), str(None), int("42"), int("ff", 16), int(3.9), float("1e3"), bool([]), bool("x"))
print(hex(255), oct(8), bin(-5), ord("A"), chr(97), chr(8364))
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), divmod(17, 5), divmod(-17, 5), divmod(7.5, 2), pow(2, 10), pow(3, 4, 5), pow(2, -1))
print(len("abc"), len([1]), len({1: 2}), len(range(10)), type(1), type("a").__name__)
print(isinstance(1, (str, int)), isinstance(True, int), issubclass(bool, int), callable(len), callable(1))
print(hasattr("a", "upper"), getattr("a", "nope", 5), id(1) == id(1), hash("a") == hash("a"), hash(1) == hash(1.0))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
n = iter(lambda: 3, 3)
print(list(n))
print(*[1, 2, 3], sep="-", end="!\n")
print("a", "b", sep="")
print()
print(1, 2.0, None, True, [1, "x"], (1,), {"a": 1}, {1}, frozenset({2}), range(3), slice(1, 2))
print(10 ** 20, 7 // 2, -7 // 2, 7 % -3, 2 ** 0.5, 1 / 3, 1e100, 1e-5, 0.1 + 0.2, 1e16, 123456789.0)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -16 >> 2)
print("%s %d %.2f %r %x %5d|%-5d|%05d %%" % ("s", 3, 1.234, "r", 255, 42, 42, 42))
print("{} {1} {0}".format(1, 2) if False else "{1} {0} {name}".format(1, 2, name="n"), f"{3:>5}|{'a':<3}|{2.5:.3f}|{1000000:,}|{255:#x}|{0.25:%}")
w = 10
print(f"{w=} {w!r:>5} {'x' * 3:^{w}} {w:0{w}d} {{}}")
print(vars().get("w"), "w" in globals(), "w" in dir())
print(list(range(0, 10, 3)), list(range(5, 0, -2)), range(5)[1:3], 3 in range(5))
print(tuple("ab"), list("ab"), set([1, 1]), dict(a=1), dict([(1, 2)]), bytes([65, 66]), str(b"x"))
print([1, 2] + [3], [0] * 3, (1,) + (2,), "ab" * 2, [1, 2] == [1, 2], (1, 2) < (1, 3), "a" < "b")
print("abc".upper(), "a,b".split(","), "-".join(["x", "y"]), " s ".strip(), "hello".replace("l", "L"), "abc"[::-1], "abc".find("c"), "a" in "abc")
print("title case".title(), "x".center(5, "*"), "abc".startswith("ab"), "5".isdigit(), "a\tb".expandtabs(4), "l1\nl2".splitlines(), "x=1".partition("="))
l = [3, 1, 2]
l.sort()
l.insert(0, 9)
l.extend((4, 5))
l.remove(1)
print(l, l.pop(), l.index(3), l.count(9), l[-1], l[1:3], l.copy() == l)
l.reverse()
print(l)
d = {"a": 1, "b": 2}
d.update(c=3)
print(d, list(d), list(d.values()), list(d.items()), d.get("z"), d.setdefault("e", 5), d.pop("a"), "b" in d, len(d))
print({**d, "x": 0}, d | {"y": 1}, {k: v for k, v in d.items() if v > 2})
s = {1, 2, 3}
print(s & {2}, s | {4}, s - {1}, s ^ {3, 4}, s <= {1, 2, 3, 4}, s.isdisjoint({9}), 2 in s)
a = [[0] * 2 for _ in range(2)]
a[0][1] = 5
print(a)
x = 5
x += 1
x -= 2
x *= 3
x //= 2
x **= 2
x %= 7
print(x)
print(int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "big"), (10).bit_length(), 3.0.is_integer(), (0.5).as_integer_ratio())
print(NotImplemented, Ellipsis, ..., __name__, __debug__)
print(print, len, int, type, object, ValueError)
import math

print(math.sqrt(16), math.pi, math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.factorial(20), math.isqrt(17), math.log(math.e), math.log2(8), math.hypot(3, 4), math.comb(5, 2), math.inf, math.isnan(math.nan), math.prod([1, 2, 3]), math.trunc(-2.7), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.perm(5, 2), math.lcm(4, 6), math.dist((0, 0), (3, 4)))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.floor("x")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
from math import tau as t, e

print(t, e)
import time

t0 = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() - t0 >= 0.01, time.time() > 0, time.monotonic() <= time.monotonic())
