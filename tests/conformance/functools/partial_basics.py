# partial: what it holds, how it is called, what it says of itself.
from functools import partial


def show(*args, **kwargs):
    return args, kwargs


p = partial(show, 1, x=2)
print(p(), p(3), p(3, x=4, y=5))
print(p.func is show, p.args, p.keywords)
q = partial(p, 9, z=8)
print(q.func is show, q.args, q.keywords, q.args is p.args)
print(partial(int, base=2)("101"), partial(max, 5)(3, 7), list(map(partial(pow, 2), range(5))))
print(partial(print, 1, "a", sep="-"))
print(repr(partial(len)), partial(int, base=16))
p.note = "hello"
r = partial(p, 7)
print(r.func is p, r.args, vars(p), vars(r))
print(callable(p), isinstance(p, partial), type(p).__name__)
for bad in (lambda: partial(), lambda: partial(5), lambda: setattr(p, "func", len), lambda: partial(len)(),
            lambda: partial(int, base=2)(1.5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)


class Sub(partial):
    pass


print(Sub(show, 1)(2), repr(Sub(len, "a")))
loop = partial(show)
loop.__setstate__((show, (loop,), {}, None))
print(repr(loop).count("partial"), "..." in repr(loop))
