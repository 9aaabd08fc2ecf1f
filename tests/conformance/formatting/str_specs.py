# Format specifications for strings.
for spec in ("", "s", "10", "<10", ">10", "^10", "*^9", ".2", "10.2", "^6.3s", "0", "05", "é<6", "{<5", "<", ">1"):
    print(repr(spec), repr(format("abc", spec)))
for spec in ("d", "+", "=10", ",", "#", "x", ".2f", "-5", " 5", "1.5.2", ".", "_", "0=5"):
    try:
        print(spec, repr(format("abc", spec)))
    except ValueError as error:
        print(error)
for value in (None, [1], {}, object, ..., (1, 2), len):
    try:
        print(format(value, ""), format(value, "5"))
    except TypeError as error:
        print(error)
