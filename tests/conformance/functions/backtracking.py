# Queens, sums, mazes.
def queens(n, row=0, cols=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != q and abs(c - q) != row - r for r, q in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))
solutions = list(queens(6))
print(len(solutions), solutions[0], sum(1 for _ in queens(5)))
for q in solutions[0]: print('.' * q + 'Q' + '.' * (5 - q))
def subset_sum(items, target, chosen=()):
    if target == 0: return chosen
    if not items or target < 0: return None
    head, *tail = items
    return subset_sum(tail, target - head, chosen + (head,)) or subset_sum(tail, target, chosen)
print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([1, 2], 7))
maze = ['S.#.', '..#.', '#...', '..#E']
def solve(maze):
    start = next((r, row.index('S')) for r, row in enumerate(maze) if 'S' in row)
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop(0)
        r, c = path[-1]
        if maze[r][c] == 'E': return path
        for step in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= step[0] < len(maze) and 0 <= step[1] < len(maze[0]) and maze[step[0]][step[1]] != '#' and step not in seen:
                seen.add(step)
                paths.append(path + [step])
print(solve(maze))
def change(amount, coins): return 1 if amount == 0 else 0 if amount < 0 or not coins else change(amount - coins[0], coins) + change(amount, coins[1:])
print(change(50, [25, 10, 5, 1]))
