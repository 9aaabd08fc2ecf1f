# An iterator is copied with the place where it stands; a shallow copy shares what it goes over.
import copy

a = [1, [2], 3]
for it in (iter(a), iter((1, 2, 3)), iter("abc"), iter(b"abc"), iter(range(5)), reversed(a), iter({1: "a", 2: "b"}),
           iter({1: "a", 2: "b"}.items()), iter({5, 6}), enumerate("ab"), zip("ab", "cd"), map(str, [1, 2, 3]),
           filter(None, [0, 1, 2]), reversed("abc"), iter([])):
    first = next(it, None)
    other = copy.copy(it)
    print(type(it).__name__, first, type(other).__name__, list(other), next(it, "end"))
i = iter(a)
next(i)
j = copy.copy(i)
k = copy.deepcopy(i)
a.append(4)
print(next(j) is a[1], next(k) is a[1], list(i), list(j), list(k))
print(iter([1]).__reduce__()[1:], iter(()).__reduce__()[1:], iter("a").__reduce__()[1:])
i = iter([1, 2, 3])
i.__setstate__(2)
print(list(i), list(i), i.__reduce__()[1:])


class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


s = iter(Seq())
next(s)
print(list(copy.copy(s)), list(s))
calls = [1, 2, 3]
c = iter(calls.pop, 1)
d = copy.copy(c)
print(next(c), next(d), next(c, "end"))
try:
    copy.copy(x for x in a)
except TypeError as e:
    print(e)
try:
    iter([1]).__setstate__("x")
except TypeError as e:
    print(e)
