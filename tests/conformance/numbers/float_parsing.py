# float() of text.
for text in ("1.5", " -2.5e3\n", "1_000.5", ".5", "5.", "1e5", "inf", "-Infinity", "nan", "+NaN", "1E-3", "0x10", "", "1__0", "1e", "e5", ".",
             "1_e5", "infinit", "٣.٥", "1 2", "--1", "1e400", "1e-400", "0.1e1_0"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
for bad in (None, [], {}, b"x", "é"):
    try:
        print(float(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    float(10**400)
except OverflowError as error:
    print(error)
print(float(b"2.5"), float(3), float(True), float())
