# Hashes of tuples, and tuples that compare like their items.
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((0.5, -1)), hash(((), ())), hash((True, 1.0)) == hash((1, 1)), hash((2**70, -(2**70))))
print(hash((1, (2, (3,)))), hash(range(5)), hash(range(0, 10, 3)) == hash(range(0, 12, 3)), hash(range(1, 2)) == hash(range(1, 5, 100)))
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1,), ()]), max((1, 2), (1, 2, 0)), min([(3, 1), (2, 9)]))
print({(0, 0): "origin", (1, 0): "east"}.get((False, 0.0)), len({(1, 2), (1.0, 2.0), (True, 2)}), {(1, 2), (3, 4), (5, 6), (0, 0), (7, 8)})
