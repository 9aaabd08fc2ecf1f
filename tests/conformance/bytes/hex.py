# hex() and fromhex().
data = bytes([0, 1, 171, 205, 239, 255])
print(data.hex(), data.hex(":"), data.hex("-", 2), data.hex(" ", -4), data.hex(sep="_", bytes_per_sep=5), b"".hex())
print(bytes.fromhex("00 ff1a\tB2\n"), bytes.fromhex(""), bytes.fromhex(data.hex()) == data)
for test in (lambda: bytes.fromhex("0"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("0 0"), lambda: bytes.fromhex(b"00"),
             lambda: data.hex("ab"), lambda: data.hex("é"), lambda: data.hex(5)):
    try:
        print(test())
    except Exception as error:
        print(type(error).__name__, error)

class Packet(bytes):
    pass

p = Packet.fromhex("6869")
print(type(p).__name__, p, p == b"hi", type(p[:1]).__name__, type(p + b"").__name__, p.decode(), repr(p))
