# Rows that are the same list, copies that are shallow.
grid = [[0] * 3] * 2
grid[0][1] = 5
print(grid, grid[0] is grid[1], [grid.index(grid[1])])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid, sum(map(sum, grid)), [list(col) for col in zip(*grid)])
shallow = grid[:]
shallow.append("own")
shallow[0].append("shared")
print(grid, shallow, list(grid) == grid, grid + [1] is grid)
flat = [x for row in grid for x in row if x]
print(flat, any(flat), all(flat), [[]] * 0, [None] * 2, 2 * [[1]])
t = ([1], 2)
try:
    t[0] += [3]
except TypeError as error:
    print(error, t)
