# What a function knows of itself, and what can be changed.
def area(w: float, h: float = 1.0, *, unit='m') -> float:
    """The area.

    More."""
    local = w * h
    return local
print(area.__name__, area.__qualname__, area.__module__, area.__doc__)
print(area.__annotations__, area.__defaults__, area.__kwdefaults__, area.__dict__)
code = area.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_nlocals, code.co_varnames, code.co_consts, code.co_names)
area.calls = 0
area.calls += 1
print(area.calls, vars(area), hasattr(area, 'nothing'))
area.__name__ = 'space'; area.__doc__ = None; area.__defaults__ = None
print(area.__name__, area.__doc__, str(area).split(' at ')[0])
for wrong in (('__name__', 1), ('__defaults__', [1]), ('__code__', 1), ('__dict__', 1), ('__closure__', None), ('__annotations__', 1)):
    try: setattr(area, *wrong)
    except (TypeError, AttributeError) as error: print(error)
class A:
    def m(self):
        def inner(): pass
        return inner
print(A.m.__qualname__, A().m().__qualname__, (lambda: 0).__qualname__)
