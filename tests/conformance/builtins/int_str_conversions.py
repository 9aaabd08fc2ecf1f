# int(), float(), str(), bool(), list() of objects with special methods.
class N:
    def __int__(self):
        return 7
    def __float__(self):
        return 2.5
    def __bool__(self):
        return False
    def __str__(self):
        return "N!"
    def __len__(self):
        return 3
    def __bytes__(self):
        return b"bytes"
    def __iter__(self):
        return iter("it")
class Index:
    def __index__(self):
        return 5
class Len:
    def __len__(self):
        return 0
class BadStr:
    def __str__(self):
        return 5
    def __repr__(self):
        return "BadStr()"
    def __bool__(self):
        return "yes"
    def __int__(self):
        return 1.5
    def __float__(self):
        return 1
    def __len__(self):
        return -1
    def __index__(self):
        return "x"
n, b = N(), BadStr()
print(int(n), float(n), bool(n), str(n), len(n), bytes(n), list(n), tuple(n), set(n) == {"i", "t"}, "".join(n))
print(int(Index()), float(Index()), [0, 1, 2, 3, 4, 5][Index()], bool(Len()), bool(Index()), "abc" * Index() == "abc" * 5, range(Index()), hex(Index()), repr(b))
for f in (lambda: str(b), lambda: bool(b), lambda: int(b), lambda: float(b), lambda: len(b), lambda: [1][b], lambda: len(5), lambda: int(object()), lambda: float("x"), lambda: print(b), lambda: range(b), lambda: "%s" % b, lambda: f"{b}", lambda: len(Index())):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
