"""Strings and formatting that a course would show."""


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


pi = 3.14159265
name = "Ada"
width = 12
print(f"{pi:.2f}|{pi:10.3f}|{pi:<10.1f}|{pi:+.3e}|{pi!r:>12}|{name:>{width}}|{name!r}|{name:^9}|{1234567:,}|{0.256:.1%}")
print(f"{255:x} {255:#X} {255:08b} {-5:+d} {5: d} {10**20:_} {1e10:g} {1.0} {True} {None} {[1, 'a']} {{}} {name=} {pi=:.1f}")
print("%s is %d years, %.1f%% %5s|%-5s|%05d|%x|%r" % (name, 36, 99.5, "a", "b", 42, 255, "q"))
print("%(who)s and %(n)03d" % {"who": "Bob", "n": 7})
print("{0} {1} {0} {x[k]} {y.real:.2f} {z!r:>6}".format("a", "b", x={"k": 1}, y=1.5, z="s"))
print("a,b,,c".split(","), "  a  b ".split(), "a b c d".rsplit(None, 2), "l1\nl2\r\nl3".splitlines(), "abc".partition("b"))
print("Hello World".swapcase(), "hello world".title(), "HELLO".capitalize(), "ß".upper(), "ΑΣ".lower(), "ǆ".title())
print("x".center(7, "*"), "42".zfill(5), "-42".zfill(5), "a\tb".expandtabs(4), "abcabc".replace("b", "X", 1), "abc".find("d"))
print("racecar"[::-1], "abcdef"[1:5:2], "abc"[-1], "abc" * 2, "b" in "abc", "abc".index("c"), "banana".count("an"))
print("abc".isalpha(), "ab1".isalnum(), "12".isdigit(), " ".isspace(), "Ab".istitle(), "_a1".isidentifier(), "½".isnumeric())
print("a-b_c".translate(str.maketrans({"-": " ", "_": None})), "hello".translate(str.maketrans("el", "ip")))
print(repr("it's"), repr('say "hi"'), repr("a\n\t\\\x00é\u200b\U0001f600"), ascii("é€"), "\u00e9" == "é", len("e\u0301"))
print("é".encode(), "é".encode("latin-1"), b"\xc3\xa9".decode(), "€".encode("ascii", "replace"), str(b"ab"), bytes("hé", "utf-8"))
print(",".join(map(str, range(5))), "".join(sorted("banana")), sep.join("ab") if (sep := "-") else "", "abc".startswith(("x", "a")))
print("ab" < "abc" < "b", "Z" < "a", sorted(["b", "A", "a"], key=str.lower), max(["aa", "b"], key=len), ord("€"), chr(8364))
print(b"abc"[0], b"abc"[1:], b"a" + b"b", b"\x00\xff'\"", bytes([1, 2]), bytes(3), b"a,b".split(b","), b"ab".hex(), list(b"hi"))
print("{:>10}|{:*^10}|{:<10}|".format("r", "c", "l"), "{:,.2f}".format(1234567.891), "{:e}".format(0.00012), "{:5}|{:<5}|".format(3, 3))
print("%5.1f|%-8s|%+d|%e|%g|%c" % (2.25, "ab", 3, 12345.678, 1e-7, "z"), "%s" % (1,), "%s %s" % ("a", [1]), "%%", "100%%" % ())
attempt("{}".format)
attempt("{a}".format, b=1)
attempt("{:d}".format, "a")
attempt("{:.2f}".format, "a")
attempt("{0.x}".format, 1)
attempt("{:>{}}".format, "a", 5)
attempt("{".format)
attempt("%d".__mod__, "a")
attempt("%d %d".__mod__, (1,))
attempt("abc".index, "z")
attempt("abc".split, "")
attempt("abc".encode, "ascii")
attempt("é".encode, "ascii")
attempt(b"\xff".decode)
attempt("a".join, [1])
attempt("abc".__getitem__, 5)
attempt("abc".__getitem__, "a")
attempt("abc".foo if hasattr("abc", "foo") else "abc".upper)
attempt(format, 5, "q")
attempt(format, "a", "+")
attempt(format, None, "5")
attempt(str, b"a", "utf-8")
attempt(bytes, "a")
attempt("a".center, 5, fillchar="-")
attempt("a".split, sep=None, maxsplit=1)
attempt("%(a)s".__mod__, {"b": 1})


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __str__(self):
        return f"<{self.x};{self.y}>"

    def __format__(self, spec):
        return f"[{spec}]{self.x}"


p = Point(1, 2.5)
print(p, repr(p), f"{p}", f"{p:abc}", f"{p!s}", f"{p!r:>15}", "%s %r" % (p, p), "{} {!r} {:z}".format(p, p, p), [p], str([p]))
text = "the quick brown fox jumps over the lazy dog the end"
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:2], {w[0]: w for w in text.split()})
