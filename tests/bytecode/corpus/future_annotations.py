"""Annotations that stay text."""
from __future__ import annotations


def f(a: int, b: list[int] | None = None, *args: 'str', c: {1: 2}, d: lambda x, *, y=1: (x, y),
      e: x if y else z, g: not a and b or c, h: a + b * c ** -d, i: (a + b) * c, j: -(a + b),
      k: f'{x!r:>{w}} {{}} {y}', l: [i for i in x if y for j in i], n: a[1:2, ::3, ...],
      o: f(1, *a, k=2, **b), p: (1,), q: 1 .real, r: a < b <= c != d, s: (x for x in y),
      t: sum(x for x in y), v: {**a, 'b': 1}, w: {1, 2}, x: u'abc', y: b'ab', z: 1e400,
      aa: a.b.c[d](e), bb: lambda: 0, cc: lambda a, /, b=2, *c, **k: a, dd: 2 ** 3 ** 4,
      ee: (2 ** 3) ** 4, ff: a if b else (c if d else e), gg: (a, b), hh: a @ b // c,
      ii: {k: v for k, v in x}, jj: 'a' 'b', kk: "it's", ll: a is not b, mm: not (a in b),
      nn: (lambda: 1)(), oo: (a, b)[0], pp: -1, qq: ~x, rr: (-1) ** 2, ss: x[()], tt: (),
      uu: (a or b) and c, vv: (yes if no else maybe) + 1, ww: a << b | c ^ d & e, xx: lambda *a: a,
      **kw: undefined.thing) -> None | int:
    local: nowhere = 1
    return local


class C:
    x: undefined = 3
    y: List[C]
    (z): C
    f.attribute: C
    f.items[0]: C = 1

    def m(self: C) -> C:
        def inner(p: self) -> q:
            return p
        return inner


n: C
