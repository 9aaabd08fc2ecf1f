# | and |=.
a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
print(a | b, b | a, a | {}, {} | a == a, (a | a) is a)
c = a
c |= b
print(a, c is a)
c |= [("w", 5)]
c |= (k for k in ())
print(c)
for f in (lambda: a | [("k", 1)], lambda: [] | a, lambda: a | None, lambda: a.__or__([]), lambda: a.__ior__(5), lambda: a & b):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

class D(dict):
    def __ror__(self, other):
        return "ror"

print(type(D(a=1) | {"b": 2}).__name__, {"b": 2} | D(a=1), D(q=1) | D(r=2), type(D.fromkeys("ab")).__name__)
