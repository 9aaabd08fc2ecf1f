# sum, min, max: start, key, default.
print(sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((0.1,) * 3), sum([True, 2.5]), sum(range(5), start=10), sum({1: "a", 2: "b"}))
print(min(3, 1, 2), max("abc"), min([2, 1], [1, 5]), max([1, 5, 3], key=lambda x: -x), min("bb", "a", key=len), max([], default=None), min((), default=0, key=abs))
print(max(1, 1.0), max(1.0, 1), min(True, 1), max([1, True]), min("a", "A"), max([(1, "b"), (1, "a")]), max({3: 0, 9: 1}), min(iter([4, 2])))
for f in (lambda: sum(["a"]), lambda: sum("ab", ""), lambda: sum(5), lambda: min(), lambda: min(5), lambda: max([]), lambda: max(1, "a"), lambda: max(1, 2, default=3), lambda: min([1], key=5),
          lambda: sum([b"a"], b""), lambda: sum([1], foo=2), lambda: max([1, None]), lambda: min([1], foo=1), lambda: sum()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
