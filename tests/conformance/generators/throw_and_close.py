# Exceptions thrown into a generator, and its end.
def worker():
    done = 0
    try:
        while True:
            try:
                yield done
                done += 1
            except ValueError as error:
                print('handled', error)
                yield 'after'
    except GeneratorExit:
        print('closing')
        raise
    finally:
        print('finally', done)
w = worker()
print(next(w), next(w), w.throw(ValueError('v')), next(w), w.throw(ValueError))
print(w.close(), w.close(), next(w, 'over'))
fresh = worker()
try: fresh.throw(KeyError('k'))
except KeyError as error: print('not started', error)
print(next(fresh, 'finished'))
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: print('no')
        break
    yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as error: print(error)
def careless():
    try: yield
    finally: raise KeyError('in close')
c = careless(); next(c)
try: c.close()
except KeyError as error: print(repr(error), repr(error.__context__))
for wrong in (lambda: worker().throw(3), lambda: worker().throw(int)):
    try: wrong()
    except TypeError as error: print(error)
