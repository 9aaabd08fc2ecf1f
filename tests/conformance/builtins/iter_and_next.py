# iter() with a sentinel, next() with a default, the sequence protocol.
values = iter([3, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), list(values), next(iter([]), "default"), next(iter("x")))
class Sequence:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10
s = Sequence()
print(list(s), 20 in s, 25 in s, iter(s).__class__.__name__, max(s), [*map(str, s)], tuple(zip(s, "ab")), sum(s), list(enumerate(s))[1])
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration("finished")
        return self.n
print(list(Countdown(3)), sorted(Countdown(4)), next(Countdown(0), None), any(Countdown(1)), all(Countdown(0)), dict.fromkeys(Countdown(2)))
for f in (lambda: iter(5), lambda: next([]), lambda: next(iter([])), lambda: iter(5, 1), lambda: next(), lambda: next(Countdown(0)), lambda: iter(), lambda: list(None), lambda: [*5], lambda: 1 in 5, lambda: reversed(5), lambda: reversed({1}), lambda: reversed(Countdown(1))):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "value", "-"))
