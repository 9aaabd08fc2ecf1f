# While a list sorts it looks empty; keys and items have their references elsewhere.
import sys


class Thing:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        counts.append((sys.getrefcount(self), sys.getrefcount(other)))
        return self.n < other.n


counts = []
a, b = Thing(1), Thing(2)
items = [b, a]
items.sort()
print(counts, items[0] is a, sys.getrefcount(a))
counts.clear()
ordered = sorted((b, a))
print(counts, sys.getrefcount(a))
counts.clear()
del ordered
seen = []
items = [a, b]
items.sort(key=lambda x: (seen.append((sys.getrefcount(x), len(items))), x.n)[1])
print(seen)
print(min(a, b, key=lambda x: sys.getrefcount(x)) is a)
print(max([a, b]) is b, counts)
print(sys.getrefcount(a), sys.getrefcount(b))
