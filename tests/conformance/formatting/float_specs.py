# Format specifications for floats.
for spec in ("", "f", ".0f", ".3f", "#.0f", "e", ".2E", "g", ".3g", "#.3g", "G", "%", ".1%", "10.2f", "<10.2f", "^10.2f", "+.1f", " .1f", "010.1f", ",.2f",
             "_.1f", "*=+12.2f", ".10", "n", "15,.3f", ".0e", "20"):
    print(repr(spec), [format(x, spec) for x in (3.14159, -1234567.891, 0.00001234, 1e20, 0.0)])
for x in (float("inf"), float("-inf"), float("nan")):
    print([format(x, s) for s in ("", "f", "8", "08", "+e", "%", "F", "<8", ",")])
for spec in ("d", "x", "s", "c", ".f", "..2f", "z.1f", ".2", "b"):
    try:
        print(spec, format(-0.04, spec))
    except ValueError as error:
        print(error)
