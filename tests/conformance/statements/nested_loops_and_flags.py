# break, continue and else at several depths; loops over what changes.
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print((i, j), end=' ')
    else:
        print('inner done', end=' ')
        continue
    print('inner broken', end=' ')
print()
n = 0
while True:
    n += 1
    if n % 2: continue
    for k in range(n):
        if k == 3: break
    else:
        continue
    break
print(n, k)
queue, seen = [1], []
for x in queue:
    seen.append(x)
    if x < 20: queue.extend([x * 2, x * 3])
print(seen)
d = {'a': 1, 'b': 2}
try:
    for key in d: d[key * 2] = 0
except RuntimeError as error: print(error, len(d))
for key in list(d): del d[key]
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as error: print(error)
print(d, [x for x in iter([1, 2, 3].pop, 1)])
for i in range(3): i = 10; print(i, end=' ')
print(i)
