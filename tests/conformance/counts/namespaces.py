# globals(), locals() and vars() give dicts; locals() of a function is a snapshot it keeps.
import sys


class Thing:
    pass


t = Thing()
print(globals()["t"] is t, sys.getrefcount(globals()["t"]))
print(globals() is globals(), globals() is locals(), vars() is globals())
globals()["u"] = t
print(sys.getrefcount(u))
del u
print(sys.getrefcount(t))


def f():
    mine = Thing()
    before = sys.getrefcount(mine)
    snapshot = locals()
    inside = sys.getrefcount(mine)
    again = locals()
    return before, inside, again is snapshot, sys.getrefcount(mine), sys.getrefcount(snapshot)


print(f())


def g(x):
    locals()
    first = sys.getrefcount(x)
    vars()["x"] = None
    return first, sys.getrefcount(x), locals()["x"] is x


print(g(t), sys.getrefcount(t))
