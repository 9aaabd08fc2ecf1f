# Format specifications for ints.
for spec in ("", "d", "5", "<5", "^7", ">7", "05", "+d", " d", "-d", "x", "X", "#x", "#010x", "b", "#b", "o", "#o", "c", ",", "_", "012,", "_b", "_x",
             "*^+9,", "=+8", "e", ".2f", "%", "g", "n", "08.3f", "é>6", "0<6", "0=6", "<06"):
    print(repr(spec), [format(n, spec) for n in (42, -42, 1234567)] if spec != "c" else format(65, spec))
for spec in ("s", ".2", ".2d", "z", "5.5d", ",b", "_c", "+c", "ä", "x,", "dd", "1" * 25, ",_", "#c"):
    try:
        print(spec, format(42, spec))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(format(True), format(True, "d"), format(True, "5"), format(0, "#x"), format(-255, "#x"), format(10**20, ","))
