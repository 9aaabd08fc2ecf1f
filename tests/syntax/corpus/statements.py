"""A docstring."""
import a
import a.b.c
import a as b, c.d as e
from a import b
from a.b import c as d, e
from a import (b, c as d,)
from . import a
from .. import a
from ... import a
from .... import a
from .a import b
from ...a.b import (
    c,
)
pass
pass; pass
a = 1; b = 2;
a
a = b
a = b = c
a, b = c
a, = b
*a, b = c
a, *b = c
[a, b] = c
[a, [b, *c]] = d
(a, b), c = d
(a) = 1
((a)) = 1
a.b = c
a[b] = c
a[b:c] = d
a().b = c
a = *b, c
a = yield_ = 1
a: int
a: int = 1
(a): int
(a): int = 1
a.b: int
a[b]: int = 1
a: "x" = 1, 2
a += 1
a -= 1
a *= 1
a @= 1
a /= 1
a %= 1
a &= 1
a |= 1
a ^= 1
a <<= 1
a >>= 1
a **= 1
a //= 1
a += 1, 2
a.b += 1
a[b] += 1
(a) += 1
del a
del a, b
del (a, b), [c, d]
del a.b, c[d], e[f:g]
del a,
del (a)
del ()
assert a
assert a, b
raise
raise a
raise a from b
raise a(b) from None
global a
global a, b
if a: b
if a: b; c
if a:
    b
elif c:
    d
elif e: f
else:
    g
if a:
    if b:
        c
    else:
        d
if (a := b): c
if a := b: c
while a: break
while a:
    b
    continue
else:
    c
for a in b: c
for a in b:
    c
else:
    d
for a, b in c: d
for (a, b), *c in d: e
for [a, b] in c: d
for a.b in c: d
for a[b] in c: d
for a in b, c: d
for a in *b, c: d
for a, in b: c
for x in (yield_): pass
try: a
finally: b
try:
    a
except:
    b
try:
    a
except B:
    c
except (D, E) as f:
    g
except h.i():
    j
else:
    k
finally:
    l
try:
    try:
        a
    except B: c
finally:
    d
with a: b
with a as b: c
with a as b, c as d: e
with a as (b, c): d
with a as [b, c]: d
with a as b.c: d
with a as b[c]: d
with (a): b
with (a, b): c
with (a as b): c
with (a as b, c as d): e
with (a as b, c as d,): e
with (a, b as c,): d
with (a) as b: c
with (a, b) as c: d
with (a), (b): c
with a(), b() as c:
    pass
with (yield_) as b: c
with (a if b else c) as d: e
with (a for b in c) as d: e
with ((a, b) as c): d
