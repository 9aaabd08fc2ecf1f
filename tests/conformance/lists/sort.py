# sort(): stable, key, reverse, mixed types.
records = [("b", 2), ("a", 1), ("c", 2), ("d", 1), ("e", 2)]
records.sort(key=lambda r: r[1])
print(records)
records.sort(key=lambda r: r[1], reverse=True)
print(records)
print(sorted("banana", reverse=True), sorted({3: "x", 1: "y"}), sorted([True, 0, 1, False]), sorted([1.5, 1, 2]), sorted([], key=len))
words = "the Quick brown fox Jumps".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)))
for f in (lambda: [1, "a"].sort(), lambda: [1].sort(len), lambda: sorted([1, 2], key=5), lambda: sorted(5), lambda: [None, None].sort(), lambda: [1].sort(foo=1), lambda: sorted(), lambda: sorted([[1], (1,)])):
    try:
        print(f())
    except TypeError as error:
        print(error)
