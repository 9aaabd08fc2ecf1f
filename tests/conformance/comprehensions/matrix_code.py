# Matrices as lists of lists.
def identity(n): return [[int(i == j) for j in range(n)] for i in range(n)]
def multiply(a, b): return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]
def transpose(m): return [list(row) for row in zip(*m)]
def power(m, n):
    result = identity(len(m))
    while n:
        if n & 1: result = multiply(result, m)
        m, n = multiply(m, m), n >> 1
    return result
def minor(m, i, j): return [row[:j] + row[j + 1:] for k, row in enumerate(m) if k != i]
def det(m): return m[0][0] if len(m) == 1 else sum((-1) ** j * m[0][j] * det(minor(m, 0, j)) for j in range(len(m)))
m = [[1, 2], [3, 4]]
print(identity(3), multiply(m, m), transpose([[1, 2, 3], [4, 5, 6]]), power([[1, 1], [1, 0]], 30)[0][1])
print(det(m), det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]), sum(m, []), [sum(r) for r in m], max(map(max, m)))
shared = [[0] * 2] * 2
shared[0][0] = 1
own = [[0] * 2 for _ in range(2)]
own[0][0] = 1
print(shared, own, shared[0] is shared[1])
for row in m: print(' '.join(f'{x:>3}' for x in row))
spiral = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
order = []
while spiral:
    order += spiral.pop(0)
    spiral = [list(r) for r in zip(*spiral)][::-1]
print(order)
