# The ways to make bytes.
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(range(4)), bytes("é", "utf-8"), bytes(b"copy"), bytes((65, 66)))
print(b"a\x00\xff\t\n\\'\"", b'it\'s', b"\x41\101", rb"\x41", b"a" b"b")

class Box:
    def __bytes__(self):
        return b"boxed"

class Index:
    def __index__(self):
        return 2

print(bytes(Box()), bytes(Index()), bytes([Index(), True]), bytes("ab", encoding="ascii", errors="strict"))
for args in ((-1,), ([256],), ([-1],), ("text",), (3.5,), (b"a", "ascii"), (3, "ascii"), ([1, "a"],), (None,), ("a", 1)):
    try:
        print(bytes(*args))
    except Exception as error:
        print(type(error).__name__, error)
