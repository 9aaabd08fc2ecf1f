# How each way of passing an argument counts.
import sys


class Thing:
    pass


def plain(x):
    return sys.getrefcount(x)


def relay(x):
    return plain(x)


def twice(x):
    return relay(x), sys.getrefcount(x)


def keyword_only(*, x):
    return sys.getrefcount(x)


def positional_only(x, /):
    return sys.getrefcount(x)


def both(*args, **kwargs):
    return [sys.getrefcount(v) for v in args], [sys.getrefcount(v) for v in kwargs.values()]


t = Thing()
print(plain(t), relay(t), twice(t))
print(keyword_only(x=t), positional_only(t))
print(both(t, t, k=t))
pack = (t,)
print(plain(*pack), both(*pack), both(*pack, t))
words = {"x": t}
print(plain(**words), keyword_only(**words), both(**words))
print(relay(Thing()), twice(Thing()))
