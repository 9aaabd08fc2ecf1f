# Delegation passes values, exceptions and results on.
def inner(name):
    got = []
    try:
        while True:
            value = yield f'{name}{len(got)}'
            if value is None: return got
            got.append(value)
    except KeyError as error:
        yield f'{name} caught {error}'
        return 'from except'
    finally:
        print(name, 'done')
def outer():
    first = yield from inner('a')
    print('first', first)
    second = yield from inner('b')
    print('second', second)
    rest = yield from [10, 20]
    print('rest', rest)
    return 'result'
o = outer()
print(next(o), o.send('x'), o.gi_yieldfrom.__name__)
print(o.send(None), o.throw(KeyError('k')), next(o), next(o), next(o, 'end'))
def chain(*iterables):
    for it in iterables: yield from it
print(list(chain('ab', [1], {2: 3}, range(2), (c for c in 'z'))))
def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)
print(list(countdown(5)))
def wrong(): yield from 5
try: list(wrong())
except TypeError as error: print(error)
p = chain('abc'); next(p)
try: p.send(1)
except AttributeError as error: print(error)
