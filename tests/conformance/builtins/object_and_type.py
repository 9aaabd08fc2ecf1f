# What every object has.
o = object()
print(o == o, o != object(), o.__class__, type(o).__mro__, object.__name__, object.__bases__, type.__mro__, isinstance(type, object), isinstance(object, type), bool(o))
class P:
    pass
p = P()
print(p.__dict__, p.__class__.__name__, P.__dict__["__module__"], p.__module__, P.__base__, P.__subclasses__(), type.__subclasses__(P), P.__qualname__, p.__doc__, p.__eq__(5), p.__ne__(p), P.mro() == list(P.__mro__))
for f in (lambda: o.x, lambda: setattr(o, "x", 1), lambda: object.nope, lambda: p.missing, lambda: P.missing, lambda: P(5), lambda: o < o, lambda: o + 1, lambda: -o, lambda: o[0], lambda: len(o), lambda: o(), lambda: iter(o), lambda: o.__lt__(o), lambda: object.__new__(int), lambda: object.__init__(o, 1), lambda: p @ p, lambda: p ** 2, lambda: ~p, lambda: 5 in p, lambda: p.__init__(3)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error).replace(hex(id(o)), "ADDR"))
print(object.__str__(5), object.__repr__(True)[:5], object.__format__("a", ""), (5).__class__.__class__, repr(type(p)), str(P), p.__sizeof__() > 0, P.__name__.__class__)
