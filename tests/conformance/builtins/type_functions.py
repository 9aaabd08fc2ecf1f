# type, isinstance, issubclass, callable, id, hash, repr, ascii, format, chr, ord.
class A: pass
class B(A): pass
print(type(1), type(B()), type(B), type(type), type(None), type(A) is type, B.__class__, type(B()).__mro__ == B.__mro__)
print(isinstance(True, int), isinstance(B(), A), isinstance(A(), B), isinstance(1, (str, (list, int))), isinstance([], object), isinstance(int, type), isinstance(1, int | str), issubclass(B, (str, A)), issubclass(bool, int), issubclass(A, A))
print(callable(len), callable(A), callable(A()), callable(lambda: 0), callable('x'), callable(A.__init__))
a = A()
print(id(a) == id(a), id(a) == id(A()), hash(1) == hash(1.0) == hash(True), hash('a') == hash('a'), hash((1, 2)) == hash((1, 2)), hash(a) == hash(a), hash(0.5), hash(2 ** 61 - 1), hash(None) == hash(None))
print(repr('a\n'), ascii('é\n€'), repr([1, 'a', None]), format(255, 'x'), format('a', '>3'), format(3.14159, '.2f'), format(True), format(None), chr(97), ord('€'), chr(0x1F600), ord(b'a'))
for wrong in (lambda: isinstance(1, 'int'), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: hash({}), lambda: hash(([],)), lambda: chr(0x110000), lambda: ord(''), lambda: format(1, 'q'), lambda: format('a', 'd'), lambda: type(1, 2), lambda: type('A', (5,), {}), lambda: type(), lambda: ord(5), lambda: chr('a'), lambda: format([], '>5')):
    try: print(wrong())
    except (TypeError, ValueError, OverflowError) as error: print(type(error).__name__, error)
made = type('Made', (A,), dict(x=1, __repr__=lambda self: 'made!'))
print(made(), made.x, made.__name__, made.__bases__, made.__dict__['x'])
