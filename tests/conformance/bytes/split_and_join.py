# Pieces of bytes.
data = b"  one two\tthree\n\x0bfour "
print(data.split(), data.split(None, 1), data.rsplit(None, 1), data.rsplit(maxsplit=2))
row = b"a,b,,c"
print(row.split(b","), row.rsplit(b",", 2), row.split(b",", 1), row.partition(b","), row.rpartition(b","), row.partition(b"/"))
print(b"l1\nl2\r\nl3\rl4\x0bl5\x85".splitlines(), b"a\nb\n".splitlines(True), b"".splitlines(), b"\n".splitlines())
print(b", ".join([b"x", b"y"]), b"".join((b"a",)), b"-".join([]), b"|".join(bytes([c]) for c in b"abc"))
print(data.strip(), data.lstrip(), data.rstrip(), b"xxaxx".strip(b"x"), b"xyaz".lstrip(b"yx"), b"abc".rstrip(None))
for test in (lambda: row.split(b""), lambda: row.split(","), lambda: b",".join([b"a", "b"]), lambda: b",".join([1]),
             lambda: row.partition(b""), lambda: row.strip("a"), lambda: row.split(44)):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)
