# The iterator protocol by hand, twice the same or used up.
class Range:
    def __init__(self, *bounds): self.bounds = bounds
    def __iter__(self): return RangeIterator(*self.bounds)
class RangeIterator:
    def __init__(self, at, end): self.at, self.end = at, end
    def __iter__(self): return self
    def __next__(self):
        if self.at >= self.end: raise StopIteration
        self.at += 1
        return self.at - 1
    def __length_hint__(self): return self.end - self.at
r = Range(1, 4)
print(list(r), list(r), [(a, b) for a in r for b in r if a < b], 2 in r, sum(r))
i = iter(r)
print(next(i), list(i), list(i), next(i, None))
a, *b = r
print(a, b, dict.fromkeys(r, 0), sorted(r, reverse=True), *enumerate(r), set(r) == {1, 2, 3})
class NotIterator:
    def __iter__(self): return 3
class NoNext:
    def __iter__(self): return self
class Nothing: pass
for thing in (NotIterator(), NoNext(), Nothing(), 5, len):
    try: iter(thing)
    except TypeError as error: print(error)
lines = iter(['a', 'b', '', 'c'])
print(list(iter(lambda: next(lines), '')), next(lines))
class Disabled(Range): __iter__ = None
try: list(Disabled(1, 2))
except TypeError as error: print(error)
