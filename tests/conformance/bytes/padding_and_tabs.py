# center, ljust, rjust, zfill, expandtabs.
print(b"ab".center(7), b"ab".center(6, b"*"), b"ab".ljust(4, b"."), b"ab".rjust(4), b"ab".center(1))
print(b"42".zfill(5), b"-42".zfill(6), b"+".zfill(3), b"abc".zfill(2), b"".zfill(2))
print(b"a\tbc\td".expandtabs(), b"a\tb".expandtabs(2), b"\t\n\t".expandtabs(3), b"x\ty".expandtabs(tabsize=0))
for args in ((5, b"ab"), (5, "x"), (5, 1), ("5",), ()):
    try:
        print(b"x".ljust(*args))
    except TypeError as error:
        print(error)
