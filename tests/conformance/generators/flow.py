# Generators: send, throw, close, delegation, return values.
def echo():
    got = None
    try:
        while True:
            try:
                got = yield got
                print('got', got)
            except ValueError as error:
                got = f'caught {error}'
    finally:
        print('closing')


g = echo()
print(next(g), g.send(1), g.throw(ValueError('v')), g.gi_frame is not None)
g.close()
print(g.gi_frame, list(g))
try:
    echo().send(5)
except TypeError as error:
    print(error)


def inner():
    x = yield 1
    print('inner', x)
    try:
        yield 2
    except KeyError:
        yield 'key'
    return 'result'


def outer():
    r = yield from inner()
    print('outer', r)
    r = yield from [10, 20]
    return r


o = outer()
print(next(o), o.send('sent'), o.throw(KeyError), next(o), next(o))
try:
    next(o)
except StopIteration as stop:
    print(stop.value)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def stops():
    yield 1
    raise StopIteration('early')


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def me():
    yield next(it)


it = me()
try:
    next(it)
except ValueError as error:
    print(error)
squares = (n * n for n in range(4))
print(next(squares), sum(squares), [*squares], type(squares).__name__, squares.__name__)
