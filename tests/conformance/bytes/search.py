# find and its relatives take bytes or one int.
data = b"abcabcab"
print(data.find(b"ca"), data.rfind(b"ab"), data.find(97, 1), data.rfind(98), data.count(b"ab"), data.count(99), data.find(b""))
print(data.index(b"b", 2), data.rindex(b"b", 0, 5), data.count(b"", 3), data.find(b"x"))
print(data.startswith(b"abc"), data.startswith((b"x", b"a")), data.endswith(b"ab", 0, 7), data.endswith(()))
print(data.removeprefix(b"ab"), data.removesuffix(b"ab"), data.removesuffix(b""), data.replace(b"ab", b"-"), data.replace(b"b", b"", 1))
for test in (lambda: data.find("a"), lambda: data.find(256), lambda: data.index(b"zz"), lambda: data.startswith("a"),
             lambda: data.startswith(("a",)), lambda: data.replace("a", b"b"), lambda: data.count(None)):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)
