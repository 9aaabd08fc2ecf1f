# Frozen sets have a hash, and sets find them.
f = frozenset([1, 2])
print({f: "found"}[frozenset([2, 1])], {1, 2} in {f}, hash(f) == hash(frozenset({2, 1})), hash(frozenset()), f == {1, 2}, f in [{1, 2}])
s = {f}
s.discard({1, 2})
print(s, frozenset(f) is f, f.copy() is f, f | set() is f, frozenset() is frozenset(), f.union([3]), f & {2}, f - {1})
nested = {frozenset(p) for p in ([1], [1, 1], [2, 1], [1, 2])}
print(len(nested), sorted(map(len, nested)), {frozenset({1}): 1}.get(frozenset({1})), sorted(map(sorted, nested)))
print(hash(frozenset([1, 2, 3])), hash(frozenset([0.5])), hash(frozenset(range(20))), hash(frozenset([frozenset()])))

class F(frozenset):
    def __new__(cls, *items):
        return super().__new__(cls, items)

print(F(1, 2) == f, hash(F(1, 2)) == hash(f), type(F(1) | F(2)).__name__, F(3), type(F(1).copy()).__name__, {F(1): 1}[frozenset([1])])
