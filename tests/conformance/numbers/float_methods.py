# hex, fromhex, is_integer, as_integer_ratio.
for x in (0.0, -0.0, 1.0, 0.1, -3.75, 5e-324, 1e308, 1024.0):
    print(x, x.hex(), float.fromhex(x.hex()) == x, x.is_integer(), x.as_integer_ratio())
print(float.fromhex("0x1p-2"), float.fromhex(" 1.8 "), float.fromhex("-inf"), float.fromhex("0x.8p1"), float.fromhex("nan"))
for f in (lambda: float.fromhex("0xg"), lambda: float.fromhex(""), lambda: float.fromhex("0x1p5000"), lambda: float("inf").as_integer_ratio(),
          lambda: float("nan").as_integer_ratio(), lambda: float.fromhex(1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print((2.5).real, (2.5).imag, (2.5).conjugate(), float("inf").hex(), float("nan").is_integer(), (1e22).is_integer(), (0.5).__trunc__(), (-2.5).__floor__(), (-2.5).__ceil__())
