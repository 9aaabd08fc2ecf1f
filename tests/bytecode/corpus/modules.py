"""Imports, names at module level, del, global."""
import a
import a.b
import a.b.c
import a as b
import a.b as c
import a.b.c as d
import a.b.c.d as e, f, g.h
from a import b
from a import b as c
from a import (b, c as d, e,)
from a.b import c
from . import a
from .a import b
from ... import a
from ...a.b import c as d, e


def inside():
    import a
    import a.b as c
    from a import b, c as d
    from . import e
    global g
    import g
    import h.i
    return lambda: (a, c, h)


global x
x = 1
del x
__doc__
__name__
x: int
y: str = "a"
z.w: int = 1
z[0]: int
(v): int = 3
(v): int
while x:
    u: int = 1
try:
    pass
finally:
    t: int
