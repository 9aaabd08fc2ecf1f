# True and False are ints.
print(True + 1, True * 3, sum([True, False, True]), True == 1, hash(True), [10, 20][True], "%d" % True)
print(bool(0), bool(""), bool([]), bool(0.0), bool(None), bool("0"), bool([0]), bool(-1), bool())
print(isinstance(True, int), issubclass(bool, int), type(True).__mro__[1].__name__, repr(True), str(False), f"{True:5}|{True!s:>6}")
print(True < 2, False <= -0.0, not 5, not "", True and "x", 0 or "y", bool.__bases__[0].__name__, int(True), float(False))
try:
    class Sub(bool):
        pass
except TypeError as error:
    print(error)
for args in ((1, 2),):
    try:
        bool(*args)
    except TypeError as error:
        print(error)
