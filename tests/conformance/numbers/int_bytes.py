# to_bytes and from_bytes.
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (5).to_bytes(), (0).to_bytes(0, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes([1, 2], "big"), int.from_bytes(b"", "big"))
n = 2**100 + 12345
data = n.to_bytes(13, "little")
print(len(data), int.from_bytes(data, "little") == n, int.from_bytes(bytes(reversed(data)), byteorder="big") == n)
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(2, "middle"),
          lambda: int.from_bytes("ab", "big"), lambda: int.from_bytes(5, "big"), lambda: (128).to_bytes(1, "big", signed=True), lambda: int.from_bytes(b"a", 5)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

class Id(int):
    pass

print(type(Id.from_bytes(b"\x07", "big")).__name__, (7).as_integer_ratio(), (7).numerator, (-7).denominator, (3).real, (3).imag, (3).conjugate())
