[a for b in c]
[a for b in c if d]
[a for b in c if d if e]
[a for b in c for d in e]
[a for b in c if d for e in f if g]
[a for b, c in d]
[a for (b, c), *d in e]
[a for b.c in d]
[a for b[c] in d]
[a for b in c or d]
[a if b else c for d in e]
[lambda: a for b in c]
[[a for b in c] for d in e]
[a for b in [c for d in e]]
{a for b in c}
{a: b for c in d}
{a: b for c, d in e if f}
(a for b in c)
f(a for b in c if d)
f((a for b in c), d)
sum(x for x in y)
[a for a, in b]
[a for b in c if d and e if not f]
[(a, b) for a in c]
{(a, b): c for a in d}
[
    a
    for b in c
    if d
]
