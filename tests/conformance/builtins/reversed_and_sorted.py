# reversed() needs __reversed__ or a sequence.
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})), list(reversed(b"ab")))
class Deck:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        print("get", i, end=" ")
        return "card" + str(i)
class Own:
    def __reversed__(self):
        return "whatever it gives"
class Never:
    __reversed__ = None
    def __len__(self):
        return 1
    def __getitem__(self, i):
        return i
print(list(reversed(Deck())), reversed(Own()))
for f in (lambda: reversed(Never()), lambda: reversed(), lambda: reversed(iter([])), lambda: reversed([1], [2]), lambda: reversed(object())):
    try:
        print(f())
    except TypeError as error:
        print(error)
r = reversed([1, 2, 3])
print(r.__length_hint__(), next(r), list(r), list(r), iter(r) is r, type(r).__name__, type(reversed("a")).__name__, type(reversed({})).__name__)
print(sorted("bca"), sorted({2: 1, 1: 2}), sorted((3, 1), reverse=1), sorted([[2], [1, 5]]), sorted(range(5), key=lambda x: x % 3), sorted(["b", "B", "a"], key=str.lower), sorted(map(abs, [-3, 2])))
