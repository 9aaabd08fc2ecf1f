# What shares a size class shares blocks: only types without free lists.
class Plain:
    pass


class Pair:
    __slots__ = ("a", "b")


p = Pair()
old = id(p)
del p
x = object.__new__(Pair)
print(id(x) == old)
big = 2 ** 40 + int("1")
old = id(big)
del big
other = "ab"[0:2] + "c"
print(id(other) == old)
n = int("70000")
old = id(n)
del n
b = bytes([1, 2]) * 2
again = int("70001")
print(id(again) == old, id(b) == old)
s = {1}
old = id(s)
del s
f = frozenset([2])
print(id(f) == old)
it = iter([1])
old = id(it)
del it
print(id(iter((1,))) == old, id(iter("a")) == old)
