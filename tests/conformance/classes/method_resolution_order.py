# C3: what the order is, and when there is none.
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass
def names(cls): return ' '.join(c.__name__ for c in cls.__mro__)
print(names(F))
class X(A, O): pass
print(names(X), X.__bases__ == (A, O), X.__base__.__name__)
for bases in ((O, A), (A, D), (D, E, A), (A, A)):
    try:
        print(names(type('New', bases, {})))
    except TypeError as error:
        print(error)
class Int(int): pass
class Text(str): pass
for bases in ((int, str), (Int, Text), (bool,), (Int, O), (O, list)):
    try: print(names(type('New', bases, {})))
    except TypeError as error: print(error)
print(issubclass(F, C), issubclass(C, F), issubclass(F, (int, B)), O.__subclasses__() == [A, B, C])
