# Binding arguments: every kind, and every error.
def f(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, a=7, z=8))
print(f(*[1, 2], *(3,), **{'d': 4}, **{'y': 5}))


def g(a, b, *, c):
    return a


def h(x, /):
    return x


def k(*, z=1):
    return z


calls = [lambda: g(), lambda: g(1), lambda: g(1, 2), lambda: g(1, 2, 3, c=4), lambda: g(1, 2, c=3, d=4),
         lambda: g(1, a=2, c=3), lambda: h(x=1), lambda: h(), lambda: h(1, 2), lambda: k(1),
         lambda: f(d=1), lambda: f(1, 2, 3), lambda: f(1, **{'d': 2}, **{'d': 3}), lambda: f(*5),
         lambda: f(**5), lambda: f(1, d=2, **{3: 4}), lambda: len(), lambda: len(1, 2), lambda: print(en=1),
         lambda: int('1', bas=2), lambda: sorted(), lambda: [].append(), lambda: {}.get(), lambda: 'a'.join(),
         lambda: isinstance(1), lambda: f]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)


def d(x=[]):
    x.append(len(x))
    return x


print(d(), d(), d([9]), d.__defaults__, f.__kwdefaults__, f.__code__.co_varnames)
