# Indexing with tuples, iteration, equality, text.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1: raise ValueError('rows differ in length')
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0]) if self.rows else 0
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            if isinstance(i, slice) or isinstance(j, slice):
                rows = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
                return Matrix([r[j] if isinstance(j, slice) else [r[j]] for r in rows])
            return self.rows[i][j]
        return self.rows[key]
    def __setitem__(self, key, value): self.rows[key[0]][key[1]] = value
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f'{self.shape} @ {o.shape}')
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(*p)] for p in zip(self.rows, o.rows)])
    def __eq__(self, o): return self.rows == o.rows
    def __iter__(self): return (x for r in self.rows for x in r)
    def __str__(self): return '\n'.join(' '.join(f'{x:3}' for x in r) for r in self.rows)
    def __contains__(self, x): return any(x in r for r in self.rows)
m = Matrix([[1, 2], [3, 4]])
m[0, 1] = 5
print(m, m.T, m @ m, m + Matrix.identity(2), sep='\n--\n')
print(m.shape, m[1, 0], m[0], list(m), 4 in m, 9 in m, m[:, 1].rows, m[0, :].rows, m == Matrix([[1, 5], [3, 4]]), m @ Matrix.identity(2) == m)
for wrong in (lambda: Matrix([[1], [1, 2]]), lambda: m @ Matrix([[1, 2]]), lambda: m[5, 5], lambda: m[0, 0, 0]):
    try: wrong()
    except (ValueError, IndexError) as error: print(type(error).__name__, error)
