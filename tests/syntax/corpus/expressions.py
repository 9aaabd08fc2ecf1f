# Operators, in every order of precedence.
a or b and not c
not not a
a < b <= c == d != e > f >= g
a in b not in c is d is not e
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a + +b - ~c
-a ** -b ** c
2 ** -1
a - b - c
a ** b ** c
(a, b), (c), ((d,))
()
(a,)
a, b, *c
*a,
a if b else c if d else e
lambda: 0
lambda a: lambda b, *c: a
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, a: a
lambda *a: a
lambda **a: a
(lambda: (yield))
(a := 1)
[a := 1, b := 2]
{a := 1}
f(a := 1)
a[b := 1]
a[(b := 1):2]
[x for x in y if (z := x)]
...
None, True, False
(((((((((1)))))))))
# Attributes, calls, subscripts.
a.b.c
a.b(c)[d](e).f
a()
a(b)
a(b, c)
a(b, c,)
a(b=c)
a(b, *c, d, e=f, *g, h=i, **j, k=l, **m)
a(*b)
a(**b)
a(b for c in d)
a((b for c in d), e)
a(b)(c)(d)
1 .real
1.0.real
"x".join(y)
[][0]
{}["x"]
a[b]
a[b, c]
a[b,]
a[:]
a[b:]
a[:b]
a[b:c]
a[::]
a[b::c]
a[b:c:d]
a[b:c, d, ::e]
a[...]
a[*b]
a[*b, c]
a[b][c][d]
a[lambda: 0]
a[b if c else d]
a[(b, c)]
# Displays.
[]
[a]
[a,]
[a, b]
[*a, b, *c]
{a}
{a, b,}
{*a, b}
{}
{a: b}
{a: b, **c, d: e,}
{**a}
{a: lambda: b, c: d if e else f}
[[[]], [[[]]]]
{a: {b: {c: d}}}
print(*a, sep="", **k)
