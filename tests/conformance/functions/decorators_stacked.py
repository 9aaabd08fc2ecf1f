# Decorators are evaluated from top to bottom and applied from bottom to top.
def trace(label):
    print('evaluated', label)
    def decorate(f):
        print('applied', label, 'to', f.__name__)
        def wrapper(*args, **kwargs):
            return f'{label}({f(*args, **kwargs)})'
        wrapper.__name__ = f.__name__
        return wrapper
    return decorate
@trace('outer')
@trace('inner')
def greet(name, mark='!'):
    return 'hi ' + name + mark
print(greet('ann'), greet('bob', mark='?'), greet.__name__, greet.__qualname__)
registry = {}
def register(f):
    registry[f.__name__] = f
    return f
@register
def one(): return 1
@(lambda f: f() + 1)
def value(): return 41
@register
class Two: pass
print(sorted(registry), value, one is registry['one'], Two.__name__)
