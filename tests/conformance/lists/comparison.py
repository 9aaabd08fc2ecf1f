# Lists compare item by item.
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [1, 2] == [1.0, True + 1], [[1], [2]] < [[1], [3]], [2] > [1, 9, 9], [1] != (1,), [1] == (1,))
class Loud:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return self.name == getattr(other, "name", other)
    def __lt__(self, other):
        print("lt", self.name, other.name)
        return self.name < other.name
    __hash__ = None
a, b, c = Loud("a"), Loud("b"), Loud("c")
print([a, b] == [a, b], [a, b] < [a, c], [a] == [b], "c" in [a, b, c], [a, b].index("b"), [a, b, a].count(a))
for f in (lambda: [1] < (1,), lambda: [1] < ["a"], lambda: [1, None] >= [1, 2], lambda: [1] + (2,), lambda: [1] * "a", lambda: [1] - [1]):
    try:
        print(f())
    except TypeError as error:
        print(error)
nan = float("nan")
print([nan] == [nan], [nan] < [nan], [1, nan] == [1, float("nan")])
