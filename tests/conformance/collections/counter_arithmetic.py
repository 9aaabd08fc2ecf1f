from collections import Counter

c = Counter("mississippi")
d = Counter(s=1, p=5, z=-2)
print(c, c["x"], "x" in c, c.total(), c.most_common(2), sorted(c.elements()))
print(c + d, c - d, c & d, c | d, +d, -d, sep="\n")
c.update("sss")
c.subtract(["m", "m"])
print(c, c == Counter(c), c <= d, Counter(a=1) < Counter(a=2), Counter(a=0) == Counter())
c -= Counter(s=6)
c |= d
print(c, len(c), dict(c))
c["new"] += 1
del c["never"]
print(c.most_common()[-1], c.copy() is c, type(c.copy()).__name__)
print(Counter(), Counter({"a": 3}), Counter(a=1, b="x"), Counter([1, True, 1.0]))
for attempt in (lambda: Counter(5), lambda: Counter([[]]), lambda: Counter.fromkeys("ab"),
                lambda: Counter("ab") + 1, lambda: Counter(1, 2)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


class Tally(Counter):
    def __missing__(self, key):
        return -1


print(Tally("aa"), Tally("aa")["q"])
