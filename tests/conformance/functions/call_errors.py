# How many arguments are missing or too many, and their names.
def none(): pass
def one(a): pass
def two(a, b): pass
def four(a, b, c, d): pass
def some(a, b=1): pass
def keys(*, k, l, m): pass
def mixed(a, *, k): pass
class C:
    def __init__(self, x): pass
    def m(self, y): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(z): pass
calls = [lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1),
         lambda: four(), lambda: four(1), lambda: some(), lambda: some(1, 2, 3), lambda: keys(), lambda: keys(k=1),
         lambda: mixed(1, 2, k=3), lambda: mixed(1, 2), lambda: one(b=1), lambda: one(1, a=2), lambda: C(),
         lambda: C(1, 2), lambda: C(1).m(), lambda: C(1).m(2, 3), lambda: C.m(1), lambda: C.c(1), lambda: C.s(),
         lambda: two(1, *[2, 3]), lambda: two(**{'a': 1}), lambda: (lambda q: q)(), lambda: one(*5), lambda: one(**5),
         lambda: one(**{1: 2}), lambda: one(**{'a': 1}, **{'a': 2})]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
