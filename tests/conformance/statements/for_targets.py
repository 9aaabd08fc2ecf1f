# The target of a loop is any target, and stays afterwards.
for x in [1, 2, 3]:
    x = x * 10
print(x)
spots = [None, None]
for spots[0] in 'ab':
    for spots[1] in 'cd':
        print(spots, end=' ')
print()
class Holder: pass
h = Holder()
for h.value in range(3): pass
print(h.value)
for a, *b in ['xyz', (1, 2), [3]]:
    print(a, b)
for (i, j), in [[(1, 2)], [(3, 4)]]:
    print(i, j)
items = [1, 2, 3, 4]
for item in items:
    if item % 2: items.remove(item)
print(items)
for c in items[:]:
    items.append(c * 2)
print(items)
