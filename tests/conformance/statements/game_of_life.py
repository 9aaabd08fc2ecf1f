# Cells as a set of pairs, and as rows of text.
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    at = x + dx, y + dy
                    counts[at] = counts.get(at, 0) + 1
    return {at for at, n in counts.items() if n == 3 or (n == 2 and at in cells)}
def show(cells, width=5, height=5):
    for y in range(height):
        print(''.join('#' if (x, y) in cells else '.' for x in range(width)))
    print()
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
show(glider)
for generation in range(4):
    glider = step(glider)
else:
    show(glider)
blinker = {(1, 2), (2, 2), (3, 2)}
print(sorted(step(blinker)), step(step(blinker)) == blinker, step(set()), len(step({(0, 0)})))
