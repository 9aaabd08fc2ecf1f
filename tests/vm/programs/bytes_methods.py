data = b"one two\tthree,four"
pieces = data.split() + data.rsplit(b",", 1) + b"a\r\nb\n".splitlines(True)
print(pieces, data.partition(b","), b"x".center(5, b"*"), b"-7".zfill(5), b"a\tb".expandtabs(4))
table = bytes.maketrans(b"aeiou", b"AEIOU")
print(data.translate(table, b"\t"), data.title(), data.swapcase(), data.isascii(), b"7".isdigit())
print(b"%s|%5d|%(k)s" % {b"k": b"v"} if False else b"%s|%5d|%r" % (data, 42, [1]), b"%(k)s" % {b"k": b"v"})
print("wide".encode("utf-16"), b"w\x00".decode("utf-16-le"), data.replace(b"o", b"0").rstrip(b"r"))
held = [piece.upper() for piece in pieces]
del pieces, table
print(held[-1], len(held), b"".join(held).count(b"E"))
