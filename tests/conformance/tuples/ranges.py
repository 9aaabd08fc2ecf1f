# range as a sequence.
r = range(2, 20, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:4], r[::-1], r[::2], r.start, r.stop, r.step, r.index(8), r.count(9), 8 in r, 9 in r, 8.0 in r, "a" in r)
print(range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(5) == [0, 1, 2, 3, 4], range(5) != range(0, 5), bool(range(0)), list(range(5, 0, -2)), range(True, 3), list(reversed(range(0, 10, 4))))
big = range(10**20, 10**20 + 10, 4)
print(big, len(big), big[1], big[-1] - 10**20, 10**20 + 4 in big, list(big)[:1], big.index(10**20 + 8), big[1:], range(10**30)[10**29], hash(range(10**20)) == hash(range(10**20)))
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: r[99], lambda: r.index(3), lambda: len(range(10**20)), lambda: r["a"], lambda: range(1, 2, 3, 4), lambda: r + r,
          lambda: setattr(r, "start", 1), lambda: r < r, lambda: range(stop=3)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
it = iter(r)
print(next(it), it.__length_hint__(), list(it), next(it, None), sum(range(101)), max(range(5, 50, 7)), sorted(range(3), reverse=True))
