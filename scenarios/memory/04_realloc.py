#: title realloc: in place, to another pool, away from pymalloc
#: teaches when the items of a list stay where they are

row = []
for n in range(4):
    row.append(n)
#: figure realloc-1 view=arenas caption "room for 4 items: a block of 32 bytes"

for n in range(40):
    row.append(n)
#: figure realloc-2 view=arenas caption "44 items: the array moved from pool to pool as it grew; each old block is free"

for n in range(60):
    row.append(n)
print(len(row))
#: figure realloc-3 view=arenas caption "more than 512 bytes: the array has left pymalloc"
#: expect len(row) == 104
