# Positional only, either, keyword only, the rest.
def f(a, b=2, /, c=3, *args, d, e=5, **rest):
    return a, b, c, args, d, e, rest
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, g=7), f(1, d=2, a=3, b=4), f(1, c=2, d=3))
print(f(*[1, 2], **{'d': 1, 'z': 2}), f(1, *(2,), 3, *[4], d=5, **{}, **{'y': 1}))
def only(*, key): return key
def pos(x, /): return x
def rest(**kw): return kw
print(only(key=1), pos(1), rest(x=1, self=2))
for wrong in (lambda: f(), lambda: f(1), lambda: only(1), lambda: only(), lambda: pos(x=1),
              lambda: pos(), lambda: pos(1, 2), lambda: only(key=1, other=2), lambda: f(1, d=1, c=2, *(3, 4)),
              lambda: rest(1)):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
