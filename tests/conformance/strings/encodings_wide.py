# UTF-16 and UTF-32: two or four bytes a unit, with or without a mark of byte order.
text = "aß€\U0001F600"
for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"):
    data = text.encode(codec)
    print(codec, len(data), data.hex(" "), data.decode(codec) == text)
print(b"\xfe\xff\x00a".decode("utf-16"), b"\xff\xfea\x00".decode("utf-16"), b"a\x00".decode("utf-16"), ascii(b"\xff\xfea\x00".decode("utf-16-le")))
print("\ud800x".encode("utf-16-le", "surrogatepass"), "\ud800x".encode("utf-16-be", "replace"), "\ud800".encode("utf-32-le", "backslashreplace"))
print(ascii(b"a\x00\x00\xd8".decode("utf-16-le", "replace")), b"abc".decode("utf-16-le", "ignore"), "".encode("utf-16"), b"".decode("utf-32"))
for call in (lambda: b"abc".decode("utf-16-le"), lambda: b"\x00\xd8a\x00".decode("utf-16-le"), lambda: b"\x00\xdc".decode("utf-16-le"), lambda: b"\x00\xd8".decode("utf-16"),
             lambda: b"\x00\x00\x11\x00".decode("utf-32-le"), lambda: b"a\x00".decode("utf-32-le"), lambda: "\udc00".encode("utf-16"), lambda: "a".encode("utf-99")):
    try:
        print(call())
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
