# __slots__: no dict, fixed names, inheritance.
class Point:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = Point(1, 2)
p.x += 5
print(p.x, p.y, hasattr(p, '__dict__'), Point.__slots__, type(Point.x))
for action in (lambda: setattr(p, 'z', 3), lambda: p.__dict__, lambda: vars(p)):
    try: action()
    except (AttributeError, TypeError) as error: print(type(error).__name__, error)
del p.x
try: p.x
except AttributeError as error: print(error)
class Named(Point):
    __slots__ = ['name']
class Loose(Point): pass
n, l = Named(1, 2), Loose(3, 4)
n.name = 'n'; l.extra = 'e'
print(n.name, n.x, l.extra, l.__dict__, hasattr(n, '__dict__'))
for spec in (('a', 'a'), ('1x',), (3,), 'one', ('__dict__', 'b'), ('x y',)):
    try: print(spec, sorted(k for k in type('T', (), {'__slots__': spec}).__dict__ if k[0] != '_' or k == '__dict__'))
    except TypeError as error: print(error)
try:
    class Conflict:
        __slots__ = ('v',)
        v = 1
except ValueError as error: print(error)
