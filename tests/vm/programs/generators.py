# Generators: send, throw, close, yield from, and when they end.
def count(n):
    print("start")
    try:
        for i in range(n):
            got = yield i
            print("got", got)
    finally:
        print("finally")
    return "done"


g = count(3)
print(next(g), g.send("a"), g.send("b"))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration as e:
    print("again", e.value)

g = count(5)
next(g)
g.close()
g.close()

g = count(5)
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as e:
    print(repr(e))

g = count(2)
try:
    g.send(1)
except TypeError as e:
    print(e)
g.close()


def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
    except ValueError as e:
        print("inner caught", e)
        yield 99
    return "inner result"


def outer():
    r = yield from inner()
    print("outer has", r)
    yield from [7, 8]
    yield from range(2)
    return r


g = outer()
print(next(g), g.send("s"), g.throw(ValueError("v")), list(g))
print(list(outer()))


def closing():
    try:
        yield 1
    except GeneratorExit:
        print("exit seen")
        raise


def delegating():
    yield from closing()


d = delegating()
next(d)
d.close()


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


def bad_close():
    s = stubborn()
    next(s)
    try:
        s.close()
    except RuntimeError as e:
        print(e)
    return s


def stop_inside():
    yield 1
    raise StopIteration("no")


try:
    list(stop_inside())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def recursive(n):
    if n:
        yield n
        yield from recursive(n - 1)


print(list(recursive(5)), sum(recursive(10)))


def selfcall():
    yield next(me)


me = selfcall()
try:
    next(me)
except ValueError as e:
    print(e)

gen = (x * x for x in range(5) if x % 2)
print(list(gen), list(gen))
print({x: y for x, y in zip("ab", range(2))}, {c for c in "aab"} == {"a", "b"}, [[y for y in range(x)] for x in range(3)])
n = 3
print([x + n for x in range(3)], (lambda: [n + z for z in range(2)])())


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


out = []
for v in fib():
    if v > 50:
        break
    out.append(v)
print(out)
f = fib()
print(f.gi_running, f.gi_frame is not None, f.gi_code.co_name, f.__name__)


def exhaust(it):
    for x in it:
        print(x, end=" ")
    print()


exhaust(x for x in "abc")
exhaust(map(lambda x: x + 1, [1, 2]))
print(max(fib() if False else (x for x in [3, 1, 2])), any(x > 2 for x in [1, 2, 3]), all(x for x in []))


def ctx():
    try:
        yield 1
    except KeyError as e:
        print("ctx", repr(e.__context__))
        yield 2


c = ctx()
next(c)
try:
    raise ValueError("outer")
except ValueError:
    print(c.throw(KeyError("k")))


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


print(list(It()), [*It()], sum(It()), tuple(It()), dict(zip(It(), It())))


def wrap():
    r = yield from It()
    print("r", r)


print(list(wrap()))
def del_order():
    try:
        yield
    finally:
        print("finalized")


x = del_order()
next(x)
del x
print("end")
def suspended_in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        locals()
        yield 1


kept = suspended_in_except()
next(kept)
started = suspended_in_except()
framed = count(3)
frame_object = framed.gi_frame
print(frame_object.f_code.co_name, frame_object.f_lineno > 0, frame_object.f_locals)
