# zip, strict zip, enumerate.
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip(range(3), "xyz", strict=True)), dict(zip("ab", [1, 2])), [*zip(*[(1, 2), (3, 4)])])
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(["x"], start=-1)), list(enumerate([], 3)), next(enumerate("a", 10**20)), dict(enumerate("ab")))
for args in (("ab", "a"), ("a", "ab"), ("ab", "ab", "a"), ("ab", "ab", "abc")):
    try:
        print(list(zip(*args, strict=True)))
    except ValueError as error:
        print(error)
a, b = iter([1, 2, 3]), iter("ab")
print(list(zip(a, b)), list(a), list(zip(b, a)))
c = iter(range(5))
print(list(zip(c, c)), list(c))
for f in (lambda: zip(1), lambda: zip("a", 2), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: zip("a", foo=1), lambda: next(zip()), lambda: enumerate("a", 1.5), lambda: enumerate("a", 1, 2), lambda: len(zip("a"))):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
z = zip("ab", "cd")
print(iter(z) is z, next(z), z.__class__.__name__, list(z), list(z))
