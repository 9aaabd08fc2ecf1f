"""Which block a result gets: how many of its size the operation holds while it makes it."""
n = 20
point = 1.5


def probe(f, size):
    keep = [bytes(size - 33) if size > 33 else n + 10**6 + i for i in range(12)]
    ids = [id(b) for b in keep]
    while keep:
        keep.pop()
    r = f()
    place = id(r)
    return ids.index(place) if place in ids else -1


big = 10**40
wide = "é€"
cases = {
    "str(int)": lambda: str(n + 10000), "str(big)": lambda: str(big), "fint": lambda: f"{n}:{n}", "fspec": lambda: f"{n:5d}|", "fwide": lambda: f"{n}€",
    "%d": lambda: "%d-%s" % (n, n), "%s": lambda: "%s" % n, "%.2f": lambda: "%.2f" % point, "format": lambda: "{}/{}".format(n, n),
    "format1": lambda: "{}".format(n), "formatf": lambda: "{:.2f}|".format(point), "upper": lambda: (wide * 2).upper(), "lower": lambda: "ABC".lower(),
    "repr f": lambda: repr(point), "repr s": lambda: repr("a'b"), "repr w": lambda: repr(wide), "concat": lambda: "abc" + wide, "join": lambda: ",".join(["a", "b"]),
    "joingen": lambda: ",".join(str(i) for i in range(3)), "split": lambda: " a b c".split(), "replace": lambda: "aXbX".replace("X", "yy"),
    "encode": lambda: wide.encode(), "decode": lambda: b"\xc3\xa9abc".decode(), "decode a": lambda: b"abc".decode(), "slice": lambda: "abcdef"[1:4],
    "add": lambda: n + 100000, "mul": lambda: n * 10**12, "bigadd": lambda: big + 1, "bigsub": lambda: big - 1, "neg": lambda: -big, "div": lambda: n / 7,
    "floordiv": lambda: big // 7, "floordivb": lambda: big // 10**15, "mod": lambda: big % 10**15, "pow": lambda: 3**30, "pow2": lambda: 12345**20, "shift": lambda: 1 << 70, "rshift": lambda: big >> 10,
    "and": lambda: big & (2**90 - 1), "divmod": lambda: divmod(big, 1234567890123), "int()": lambda: int("123456"), "intbig": lambda: int("1234567890" * 3),
    "hex": lambda: hex(123456), "float()": lambda: float("2.5"), "zfill": lambda: "12".zfill(9), "center": lambda: "ab".center(9), "chr": lambda: chr(8364),
    "title": lambda: "ab cd".title(), "strip": lambda: "  ab  ".strip(), "partition": lambda: "a-b".partition("-"), "bytes+": lambda: b"ab" + b"cd", "hexb": lambda: b"abc".hex(),
    "list repr": lambda: repr([1, 2]), "tuple repr": lambda: repr((1, "a")), "dict repr": lambda: repr({"a": 1}), "to_bytes": lambda: (1000).to_bytes(4, "big"), "round": lambda: round(point * 1.37, 1),
    "roundi": lambda: round(123456, -2), "translate": lambda: "abc".translate({97: "xy"}), "expand": lambda: "a\tb".expandtabs(), "str+=": lambda: "ab" * n + "c", "pad": lambda: f"{wide:>10}", "fbig": lambda: f"{big:,}", "%x": lambda: "%x" % 255555, "%r": lambda: "%r" % "abc", "%5s": lambda: "%5s|" % "ab", "fr": lambda: f"{wide!r}", "ascii": lambda: ascii(wide), "bin": lambda: bin(5555),
    "from_bytes": lambda: int.from_bytes(b"\x10\x00\x00\x00\x00", "big"), "divf": lambda: divmod(7.5, 2), "hexf": lambda: (2.5).hex(), "ratio": lambda: (2.5).as_integer_ratio(),
    "splitlines": lambda: "a\nb".splitlines(), "rsplit": lambda: "a b c".rsplit(), "bjoin": lambda: b",".join([b"ab", b"cd"]), "brepr": lambda: repr(b"abc"), "b[]": lambda: b"abcdef"[1:3], "capital": lambda: "abc".capitalize(), "swap": lambda: ("aB" * 3).swapcase(), "capital6": lambda: ("ab" * 3).capitalize(),
    "fcomma": lambda: f"{n * 10000:,}", "ff": lambda: f"{point:8.2f}", "fx": lambda: f"{n:#x}", "fX": lambda: f"{n:X}", "f+": lambda: f"{point:+}|", "modsame": lambda: 12345678 % big, "modb": lambda: big % 10**25,
    "divmodb": lambda: divmod(big, 10**25)[0],
}
for name in cases:
    print(name, [probe(cases[name], size) for size in (32, 48, 64, 80, 96, 112, 128, 176, 256)])
