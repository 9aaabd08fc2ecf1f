# Functions and classes are shared; a bound method is bound to a copy of its object.
import copy
import weakref


class A:
    def __init__(self):
        self.items = [1]

    def get(self):
        return self.items

    @property
    def p(self):
        return 1


a = A()
m = a.get
n = copy.deepcopy(m)
print(n is m, n.__self__ is a, n() == m(), n() is m(), n.__func__ is m.__func__)
k = copy.copy(m)
print(k.__self__ is a, k == m)


def outer():
    x = []

    def inner():
        x.append(1)
        return x
    return inner


f = outer()
g = copy.deepcopy(f)
print(g is f, copy.copy(f) is f, copy.deepcopy([f])[0] is f, copy.deepcopy(A) is A)
print(copy.copy(A.p) is A.p, copy.deepcopy(A.__dict__["p"]) is A.__dict__["p"])
r = weakref.ref(a)
print(copy.copy(r) is r, copy.deepcopy(r) is r, copy.deepcopy([r, a])[0]() is a)
a.callback = a.get
b = copy.deepcopy(a)
print(b.callback.__self__ is b, b.callback() is b.items)
