# StopIteration that escapes a generator is a RuntimeError; elsewhere it is a signal.
def bad():
    yield 1
    next(iter([]))
def good():
    yield 1
    try: next(iter([]))
    except StopIteration: return 'clean'
g = bad()
print(next(g))
try: next(g)
except RuntimeError as error: print(error, repr(error.__cause__), error.__suppress_context__)
print(list(good()))
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration('why')
        self.n -= 1
        return self.n
print(list(Iter(3)), next(Iter(0), 'default'), max(Iter(2)))
def delegate():
    result = yield from Iter(1)
    print('result', result)
print(list(delegate()))
try: list(next(iter([])) for _ in range(2))
except RuntimeError as error: print(error)
print(list(map(lambda x: x, Iter(2))), [*Iter(2)], dict(zip(Iter(3), 'ab')))
def stop(x): raise StopIteration
print(list(map(stop, [1, 2])), list(filter(stop, [1])))
