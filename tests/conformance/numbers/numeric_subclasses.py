# Classes derived from int and float.
class Celsius(float):
    def __new__(cls, value=0.0):
        return super().__new__(cls, value)

    def __repr__(self):
        return f"{float(self)}C"

class Even(int):
    def __new__(cls, value):
        if int(value) % 2:
            raise ValueError(f"{value} is odd")
        return super().__new__(cls, value)

    def __add__(self, other):
        return type(self)(int(self) + other)

t = Celsius(21.5)
e = Even("4")
print(t, repr(t), t + 1, type(t + 1).__name__, t == 21.5, hash(t) == hash(21.5), [t], f"{t:.2f}", "%s" % t, round(t, 1))
print(e, e + 2, type(e + 2).__name__, type(e * 3).__name__, type(-e).__name__, [1, 2, 3, 4, 5][e], {4: "four"}[e], range(e), bool(Even(0)))
try:
    e + 1
except ValueError as error:
    print(error)
print(type(int(e)).__name__, type(+e).__name__, type(e.real).__name__, e is Even(4), Celsius(), isinstance(e, int), e.bit_length(), f"{e:03}")
