# Hooks of class creation without a metaclass.
class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[key or cls.__name__.lower()] = cls
    def __class_getitem__(cls, key): return cls.registry[key]
class Csv(Plugin): pass
class Json(Plugin, key='js'): pass
class Deep(Json, key='deep'): pass
print({k: v.__name__ for k, v in Plugin.registry.items()}, Plugin['js'].__name__, Csv['deep'] is Deep)
for bad in (lambda: type('Bad', (Plugin,), {}, other=1), lambda: type('Bad2', (), {}, x=1), lambda: Plugin['none']):
    try: bad()
    except (TypeError, KeyError) as error: print(type(error).__name__, error)
class Named:
    def __set_name__(self, owner, name): owner.names = getattr(owner, 'names', ()) + (name,)
class Form:
    first, second = Named(), Named()
    third = second
print(Form.names)
def decorate(cls):
    cls.added = lambda self: type(self).__name__
    return cls
@decorate
class Decorated: pass
print(Decorated().added(), Decorated.added.__qualname__)
Made = type('Made', (Decorated,), {'x': 1, 'get': lambda self: self.x})
print(Made().get(), Made.__name__, Made.__module__, Made.__bases__, Made().added())
