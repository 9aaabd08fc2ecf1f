# center, ljust, rjust, zfill and expandtabs.
for width in (0, 3, 4, 5, 8, 9):
    print([s.center(width, "*") for s in ("", "a", "ab", "abc")])
print("x".ljust(4) + "|", "x".rjust(4, "é") + "|", "long".ljust(2), "x".center(-3))
print("42".zfill(5), "-42".zfill(5), "+4".zfill(6), "--1".zfill(6), "".zfill(3), "abc".zfill(2))
print("a\tb\tc".expandtabs(), "a\tb\tc".expandtabs(4), "a\tb".expandtabs(0), "a\tb".expandtabs(-1))
print(repr("ab\tc\n\td".expandtabs(4)), repr("\t".expandtabs(tabsize=3)), repr("abcd\te".expandtabs(4)))
for args in ((), (5, "ab"), (5, 1), ("5",), (5, "")):
    try:
        "x".center(*args)
    except TypeError as error:
        print(error)
