# The frames of a traceback keep their locals until the exception goes.
import sys


class Thing:
    pass


def inner(thing):
    mine = thing
    raise LookupError("no")


def outer(thing):
    inner(thing)


t = Thing()
try:
    outer(t)
except LookupError:
    print(sys.getrefcount(t))
print(sys.getrefcount(t))
try:
    outer(t)
except LookupError as e:
    kept = e
print(sys.getrefcount(t))
kept = kept.with_traceback(None)
print(sys.getrefcount(t), sys.getrefcount(kept))
try:
    raise kept
except LookupError:
    pass
tb = kept.__traceback__
print(sys.getrefcount(tb), tb.tb_next, sys.getrefcount(kept))
kept = None
print(sys.getrefcount(tb), sys.getrefcount(tb.tb_frame))
