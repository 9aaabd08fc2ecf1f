# **kwargs is a new dict of the callee alone.
import sys


def take(**kwargs):
    return sys.getrefcount(kwargs), sys.getrefcount(kwargs.get("v"))


def give(**kwargs):
    return kwargs


class Thing:
    pass


v = Thing()
words = {"v": v, "w": v}
print(take(v=v), take(**words), take(**words, u=v))
print(sys.getrefcount(words), give(**words) is words, give(**words) == words)
got = give(v=v)
print(sys.getrefcount(v))
got.clear()
print(sys.getrefcount(v))


def relay(**kwargs):
    return take(**kwargs), sys.getrefcount(kwargs)


print(relay(v=v))
