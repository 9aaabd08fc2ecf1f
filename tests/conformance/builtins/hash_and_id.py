# hash() agrees with ==, id() is unique among the living.
print(hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(-1), hash(-2), hash(2**61), hash(0.1), hash(1e300), hash(-0.0), hash(3 + 2**61 - 1), hash(10**40))
print(hash("") == 0, hash("a") == hash("a"), hash(b"a") == hash("a"), hash(()) == hash(tuple()), hash((1, "a")) == hash((1, "a")), hash(range(3)) == hash(range(0, 3, 1)))
class Same:
    def __init__(self, v):
        self.v = v
    def __eq__(self, other):
        return self.v == other.v
    def __hash__(self):
        return self.v
class Big:
    def __hash__(self):
        return 2**70 + 5
class Wrong:
    def __hash__(self):
        return "text"
class NoHash:
    __hash__ = None
class OnlyEq:
    def __eq__(self, other):
        return True
print(hash(Same(7)), len({Same(1), Same(1), Same(2)}), hash(Same(-1)), hash(Big()) == hash(2**70 + 5), hash(Same(True)), object.__hash__(Same(3)) != 3)
for f in (lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash(Wrong()), lambda: hash(NoHash()), lambda: hash(OnlyEq()), lambda: hash(([],)), lambda: hash(), lambda: {NoHash()}, lambda: hash(slice(1))):
    try:
        print(f())
    except TypeError as error:
        print(error)
a = object()
print(id(a) == id(a), id(a) != id(object()), a is a, hash(a) == id(a) >> 4 or hash(a) != 0, id(1) == id(int("1")), id("") == id(str()), isinstance(id(None), int))
