# The variable is local; the first iterable is evaluated outside.
x = 'outer'
print([x for x in range(3)], x, {x: 1 for x in 'a'}, x, list(x for x in 'z'), x)
def f():
    y = [1, 2]
    g = (a * b for a in y for b in y)
    y = [10]
    return list(g)
print(f())
def lazy():
    n = 1
    g = (n * i for i in range(3))
    n = 5
    return list(g)
print(lazy())
try: (i for i in 5)
except TypeError as error: print(error)
bad = (1 / i for i in [0])
try: next(bad)
except ZeroDivisionError as error: print(error)
fs = [lambda: i for i in range(3)]
print([g() for g in fs], [g() for g in [lambda i=i: i for i in range(3)]])
class C:
    size = 3
    ok = [i for i in range(size)]
    try: broken = [size for _ in range(2)]
    except NameError as error: message = str(error)
print(C.ok, C.message)
if any((found := w) == 'b' for w in 'abc'): print(found)
print([total := total + v for v in [1, 2, 3]] if (total := 0) == 0 else None, total)
print([i for i in range(5) if (half := i // 2)], half, sorted(k for k in vars() if k in ('i', 'w', 'v', 'half')))
