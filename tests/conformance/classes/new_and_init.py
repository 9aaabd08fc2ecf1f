# __new__ makes, __init__ fills; singletons and immutable subclasses.
class Traced:
    def __new__(cls, *args, **kwargs):
        print('new', cls.__name__, args, kwargs)
        return super().__new__(cls)
    def __init__(self, *args, **kwargs): print('init', args, kwargs)
Traced(1, k=2)
class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None: cls.instance = super().__new__(cls)
        return cls.instance
print(Single() is Single())
class Even(int):
    def __new__(cls, value): return super().__new__(cls, value - value % 2)
    def half(self): return self // 2
e = Even(7)
print(e, e.half(), e + 1, type(e + 1).__name__, isinstance(e, int), repr(e), e.__class__.__name__)
class Pair(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    first = property(lambda self: self[0])
p = Pair(1, 2)
print(p, p.first, p == (1, 2), len(p), p + (3,), type(p[:]).__name__)
class Other:
    def __new__(cls): return 'not an Other'
    def __init__(self): print('never')
print(Other())
class NoArgs: pass
class BadInit:
    def __init__(self): return 1
for wrong in (lambda: NoArgs(1), lambda: NoArgs(x=1), BadInit, lambda: object(1), lambda: object.__new__(int), lambda: int.__new__(str)):
    try: wrong()
    except TypeError as error: print(error)
