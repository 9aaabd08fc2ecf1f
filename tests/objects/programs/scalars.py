"""int, float, bool, str and bytes as a program sees them: sharing, sizes, subclasses, counts."""
import sys


# What is shared.
def same(a, b):
    return a is b


n = 250
print([same(n + i, n + i) for i in range(10)], same(-5, n - 255), same(-n, -n))
print(same("abc"[1], "b"), same(chr(233), "é"[0]), same("".join([]), ""), same("ab"[:0], ""))
print(same("x" * 1, "x"), same(b"abc"[:1], b"a"), same(b"", bytes()), same(str(n), str(n)))
whole = "some text"
print(same(whole[:], whole), same(str(whole), whole), same(whole.strip(), whole))
print(same(whole.replace("q", ""), whole), same("".join([whole]), whole), same(whole + "", whole))
print(same("%s" % whole, whole), same("{}".format(whole), whole), same(f"{whole}", whole))
name = sys.intern("na" + "me"[1:])
print(same(name, sys.intern("n" + "ame")), same(True, 1 == 1), same(True & 1, 1), same(bool(n), True))
print(same(int(n), n), same(int(10**20), 10**20), same(float(2.5), 2.5))

# Sizes.
values = [0, 1, -1, 2**30 - 1, 2**30, 2**60, 2**90, -(2**200), True, 1.5, "", "a", "abc", "é", "éa",
          "€", "€€", "\U0001f600", b"", b"a", b"abc" * 50, "x" * 1000]
print([sys.getsizeof(value) for value in values])


class Int(int):
    pass


class Float(float):
    pass


class Text(str):
    pass


class Raw(bytes):
    pass


class Slotted(int):
    __slots__ = ()


print([sys.getsizeof(x) for x in (Int(), Int(2**70), Float(1), Text("abc"), Text("€"), Raw(b"abc"))])
print(sys.getsizeof(Slotted(5)), sys.getsizeof(Slotted(2**100)))
for made in (Int(7), Int(2**65), Float(2.5), Text("abé"), Raw(b"xyz"), Slotted(-3)):
    made_type = type(made).__name__
    print(made_type, made, repr(made), hash(made) == hash(made + type(made)()), [made] == [made + type(made)()])
    print(type(made + made).__name__, type(made * 1).__name__, type(+made if not isinstance(made, (str, bytes)) else made[:]).__name__)
t = Text("hello")
t.extra = [1, 2]
print(t.extra, t.upper(), type(t.upper()).__name__, t == "hello", {t: 1}["hello"], "ell" in t, t[1:3], len(t))
print(type(str(t)).__name__, type("".join([t])).__name__, type(t.strip()).__name__, type(t + "").__name__)
i = Int(5)
i.note = "five"
print(i.note, i + 1, -i, i ** 2, i // 2, divmod(i, 3), i.bit_length(), round(i, -1), f"{i:05d}", "%d" % i)
print(int.from_bytes(b"\x01\x00", "big"), type(Int.from_bytes(b"\x01", "big")).__name__)
print(type(Float.fromhex("0x1p3")).__name__, type(Raw.fromhex("00ff")).__name__)

# Strings that grow.
s = ""
for part in ("a", "b" * 10, "c" * 100, "é", "€" * 3, "\U0001f600"):
    s += part
    print(len(s), sys.getsizeof(s), s[-3:])
t = s
s += "!"
print(len(t), len(s), t == s[:-1])
big = ""
for k in range(300):
    big += str(k)
print(len(big), hash(big), sys.getsizeof(big))

# Hashes: equal numbers, equal hashes; sets keep the order of PYTHONHASHSEED=0.
print([hash(x) for x in (1, 1.0, True, 2**61 - 1, 2**61, -1, -2, 0.5, 1e300, float("inf"), "", "a", b"a", "é€")])
print(hash(2**100) == hash(2.0**100), {1: "int"}[1.0], {2**80: 0}[2.0**80])
print({"one", "two", "three", "four", "five", "six"}, {b"x", b"yy", b"zzz"}, {1.5, 2.5, 10**30, -7})

# Iterating.
print([c for c in "añb"], list("abc"), [b for b in b"ab"], sorted("hello"), "".join(reversed("abc")))
it = iter("abc")
print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__, type(iter("é")).__name__)
print(dict(zip("ab", range(2))), list(enumerate("xy")), max("hello"), min("hello"), "a" < "b" < "c")
a, b, *c = "hello"
print(a, b, c)

# Reference counts.
x = 12345.678 * n
y = x
print(sys.getrefcount(x) - sys.getrefcount(98765.4321 * n), sys.getrefcount(str(12345)))
l = [x] * 10
print(sys.getrefcount(x))
del l
print(sys.getrefcount(x), sys.getrefcount("a" + str(n)), sys.getrefcount(n + 10**6))
parts = "a b c".split()
print([sys.getrefcount(p) > 1000 for p in parts], sys.getrefcount("long word " + whole))

# ids: the free list of floats is last in, first out.
f1, f2, f3 = 1.25 * n, 2.25 * n, 3.25 * n
places = [id(f1), id(f2), id(f3)]
del f1, f2, f3
g1, g2, g3 = 4.25 * n, 5.25 * n, 6.25 * n
print([places.index(id(g)) for g in (g1, g2, g3)])
