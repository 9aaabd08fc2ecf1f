# getattr, setattr, delattr, hasattr, vars, dir.
class C:
    kind = 'class'
    def __init__(self): self.a, self.b = 1, 2
    @property
    def broken(self): raise ValueError('not AttributeError')
    @property
    def absent(self): raise AttributeError('hidden')
c = C()
print(getattr(c, 'a'), getattr(c, 'z', 'default'), getattr(c, 'kind'), hasattr(c, 'b'), hasattr(c, 'z'), hasattr(c, 'absent'), getattr(c, 'absent', 0))
setattr(c, 'new', 3); setattr(C, 'shared', 4); delattr(c, 'a')
print(vars(c), c.shared, vars(c) is c.__dict__, [n for n in dir(c) if n[0] != '_'], [n for n in dir(C) if n[0] != '_'])
setattr(c, 'not an identifier', 5)
print(getattr(c, 'not an identifier'), sorted(vars(c)))
for wrong in (lambda: getattr(c, 'a'), lambda: delattr(c, 'zz'), lambda: hasattr(c, 'broken'), lambda: getattr(c, 5), lambda: setattr(c, 5, 1), lambda: vars(5), lambda: setattr(5, 'x', 1), lambda: getattr(c), lambda: setattr(int, 'x', 1), lambda: hasattr(c, 1)):
    try: wrong()
    except (AttributeError, TypeError, ValueError) as error: print(type(error).__name__, error)
def f():
    x, y = 1, 2
    return sorted(locals()), dir()
print(f(), 'c' in dir(), 'C' in globals(), 'C' in vars(), type(vars(C)).__name__)
