# isinstance, issubclass, type, callable.
class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, ()), isinstance([], (tuple, (dict, (list,)))), issubclass(B, A), issubclass(A, A), issubclass(bool, (str, int)))
print(type(1) is int, type(A) is type, type(B()) is B, type(None).__name__, type(...).__name__, type(NotImplemented).__name__, type(type(1)), type(len).__name__, type(lambda: 0).__name__, type(A.__init__).__name__, type([].append).__name__)
C = type("C", (A,), {"x": 5, "f": lambda self: self.x})
print(C, C().f(), C.__bases__, C.__name__, C.__mro__[1:], isinstance(C(), A), C.__module__)
class Call:
    def __call__(self):
        return 1
print(callable(len), callable(A), callable(Call()), callable(A()), callable(lambda: 0), callable("f"), callable(None), callable([].append))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: isinstance(1, (int, 5)), lambda: isinstance("", (int, 5)), lambda: type(), lambda: type(1, 2), lambda: type("X", 5, {}), lambda: type(5, (), {}), lambda: type("X", (5,), {}), lambda: callable(), lambda: A(1), lambda: object(1), lambda: B(x=1), lambda: type("Y", (bool,), {}), lambda: A()()):
    try:
        print(f())
    except TypeError as error:
        print(error)
