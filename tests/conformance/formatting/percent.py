# % with tuples, mappings, stars and every conversion.
print("%d %i %u|%5d|%-5d|%05d|%+d|% d" % (1, -2, 3, 42, 42, 42, 42, 42))
print("%x %X %#x %o %#o|%c%c|%s %r %a|%%" % (255, 255, 255, 8, 8, 65, "é", "é", "é", "é"))
print("%f %.2f %10.3f|%-10.1f|%e %E %g %G %F" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e-10, 1e20, float("inf")))
print("%(name)s is %(age)03d%%" % {"name": "Al", "age": 7}, "%*d|%-*d|%.*f" % (6, 42, 6, 42, 3, 2.0), "%5.1s|" % "abc", "%s" % [1, 2], "%s" % (None,))
print("%d" % 3.99, "%d" % True, "%x" % True, "%.3d" % 5, "%+.2e" % -0.5, "%#.0f" % 3, "%5c|" % "x", "%s %s" % ("a", ("b",)), "no args" % ())
for f in (lambda: "%d" % "1", lambda: "%s %s" % "a", lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%" % 1, lambda: "%(a)s" % 1, lambda: "%(a)s" % {}, lambda: "%c" % "ab",
          lambda: "%c" % -1, lambda: "%x" % 1.5, lambda: "%*d" % ("a", 1), lambda: "%(a" % {"a": 1}, lambda: "%.1.1f" % 1, lambda: "%d" % None, lambda: "x" % 1, lambda: "%f" % "a"):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
