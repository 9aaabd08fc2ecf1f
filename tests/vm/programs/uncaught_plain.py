# Carets, one kind on each line of the traceback.
class A:
    def __add__(self, o):
        return self.items[
            o
        ]

    items = {}


def sub(d, k):
    return d["outer"]["x"][k]


def arith(a, b):
    return (a + b) * (a // b)


def call(f, *args):
    return f(*args) + 1


def attr(o):
    return o.one.two


def pick(n):
    if n == 0:
        return call(sub, {"outer": {"x": {}}}, "missing")
    if n == 1:
        return call(arith, 1, 0)
    if n == 2:
        return call(attr, A())
    return A() + n


for n in range(4):
    try:
        pick(n)
    except Exception as e:
        print(type(e).__name__, e)
try:
    pick(1)
except ZeroDivisionError as e:
    e.add_note("first note")
    e.add_note("second\nnote")
    raise RuntimeError("last") from e
