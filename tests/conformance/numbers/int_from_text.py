# int() of strings, with bases, underscores, spaces and other digits.
for text, base in (("42", 10), ("  -17\n", 10), ("+5", 10), ("1_000", 10), ("ff", 16), ("0xFF", 16), ("0b101", 2), ("0o17", 8),
                   ("0x1f", 0), ("0b11", 0), ("0", 0), ("z", 36), ("-0b1", 0), ("٣٤", 10), ("00", 0), ("1_0", 0)):
    print(repr(text), base, int(text, base))
for args in (("",), ("4 2",), ("0x10",), ("1__0",), ("_1",), ("1_",), ("12", 1), ("12", 37), ("9", 8), ("010", 0), ("1.5",),
             (None,), ("--1",), (1.5, 10), (b"12x",), ([],), ("é",), ("5", "10"), (float("nan"),), (float("inf"),)):
    try:
        print(int(*args))
    except Exception as error:
        print(type(error).__name__, error)
print(int(b"12"), int(3.99), int(-3.99), int(1e20), int(True), int(), int("7", base=8))
