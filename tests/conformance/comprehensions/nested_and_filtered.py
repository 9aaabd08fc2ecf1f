# Order of clauses, conditions, nesting.
print([(x, y) for x in range(3) for y in 'ab' if x != 1], [[y * x for y in range(3)] for x in range(1, 3)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([row[i] for i in range(3) for row in matrix], [[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row if x % 2])
print([x if x % 2 else -x for x in range(5)], [x for x in range(20) if x % 2 if x % 3], [(i, c) for i, c in enumerate('xyz') if i])
print({x: x ** 2 for x in range(4)}, {k: v for v, k in enumerate('ab')}, {len(w) for w in ('a', 'bb', 'cc')}, {a + b for a in 'x' for b in 'y'})
print(sum(x * x for x in range(5)), ''.join(c.upper() for c in 'abc' if c != 'b'), dict((k, len(k)) for k in ('one', 'three')))
print([*(i for i in range(3)), *[j for j in 'z']], list(x for x in ()), [[]for _ in range(2)], [() for () in [(), []]])
print([x for x, in [(1,), (2,)]], [a for a, *b in ['xyz', 'pq']], [b for a, *b in ['xyz', 'pq']], [d['k'] for d in [{'k': 1}]])
print([f'{a}{b}' for a in 'ab' for b in 'cd' if a + b != 'ad'], [(lambda y: y * 2)(x) for x in range(3)])
words = 'the cat sat on the mat'.split()
print({w: words.count(w) for w in sorted(set(words))}, sorted({w[0] for w in words}), [w for i, w in enumerate(words) if w not in words[:i]])
