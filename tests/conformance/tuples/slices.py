# slice objects.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s == slice(1, 10, 2), s < slice(2), slice(1, 2) != slice(1, 2, None), s.indices(6), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(100).indices(3))
print("abcdefghij"[s], [0, 1, 2, 3][slice(-2, None)], list(range(10))[slice(8, 2, -3)], slice("a", "b"), slice([1], {}))
class Show:
    def __getitem__(self, key):
        return key
show = Show()
print(show[1:2], show[::], show[1:2, ..., 3], show[:, None], show[()], show["k":], show[1,], show[-1])
for f in (lambda: hash(s), lambda: s.indices(-1), lambda: s.indices("a"), lambda: slice(), lambda: slice(1, 2, 0).indices(3), lambda: slice("a").indices(3), lambda: setattr(s, "start", 3), lambda: slice(1, 2, 3, 4), lambda: [1][slice(1.5)], lambda: slice(1) < slice("a")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print([slice(1).indices(10**25), slice(10**22, None, 10**21).indices(5)])
