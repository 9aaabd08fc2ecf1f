# round(): half to even, decimals, negative digits, and ints.
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1234.5678, 0.1, 5e15 + 0.5, 1e20):
    print(x, round(x), round(x, 1), round(x, 2), round(x, -1), round(x, -3))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(1250, -2), round(7, 5), round(True), round(3.7, None))
print(type(round(2.5)).__name__, type(round(2.5, 0)).__name__, round(-0.4), round(-0.04, 1), round(1e300, 400), round(1.5, -400))
for f in (lambda: round("a"), lambda: round(float("nan")), lambda: round(float("inf")), lambda: round(1.5, 1.5), lambda: round(), lambda: round(1.5, "a")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

class Money:
    def __round__(self, digits=None):
        return ("rounded", digits)

print(round(Money()), round(Money(), 2), round(number=2.567, ndigits=2))
