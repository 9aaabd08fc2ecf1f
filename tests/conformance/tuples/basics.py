# Packing, unpacking, methods, errors.
t = 1, "two", 3.0, (4,)
a, *b, c = t
print(t, a, b, c, len(t), t[1], t[-1][0], t[1:3], t[::-1], t + (5,), t * 2, (), (1,), tuple("ab"), tuple(), t.index(3), t.count(1))
(x, y), [z, *w] = (1, 2), "abc"
print(x, y, z, w, t == (1, "two", 3, (4,)), (1, 2) < (1, 3), () < (0,), (1,) == [1], hash((1, 2)) == hash((1.0, 2)), tuple(t) is t, t[:] is t)
for f in (lambda: t[9], lambda: t.index("no"), lambda: t["a"], lambda: t + [1], lambda: hash(([],)), lambda: (1, 2) < ("a", 1), lambda: tuple(5), lambda: t.append, lambda: tuple(1, 2), lambda: t * 1.5, lambda: (1, "a") < (1, 2),
          lambda: t.index(1, 1), lambda: t.count()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
for text in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b = ()"):
    try:
        if text == "a, b = 1,":
            a, b = 1,
        elif text == "a, *b = ()":
            a, *b = ()
        else:
            a, b = 1, 2, 3
    except ValueError as error:
        print(error)
