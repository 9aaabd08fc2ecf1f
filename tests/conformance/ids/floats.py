# Freed floats come back, the last first.
a = 1.5 * 3
b = 2.5 * 3
c = 3.5 * 3
ids = id(a), id(b), id(c)
del a
del c
del b
x = 0.5 + 1
y = 0.5 + 2
z = 0.5 + 3
print([ids.index(id(v)) for v in (x, y, z)])
print(id(x + y) == id(y + z))
old = id(x)
x = x + 1
print(id(x) == old)
x += 1
print(id(x) == old)
keep = [n * 1.5 for n in range(105)]
places = {id(v): i for i, v in enumerate(keep)}
while keep:
    keep.pop()
back = [n * 2.5 for n in range(3)]
print([places.get(id(v)) for v in back])
