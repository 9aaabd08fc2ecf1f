# Blocks come back in the reverse order of being freed, whatever frees them.
class A:
    __slots__ = ("n",)


def back(objects):
    return [places.get(id(x)) for x in objects]


keep = [A() for _ in range(4)]
places = {id(x): i for i, x in enumerate(keep)}
keep.clear()
keep = [A() for _ in range(4)]
print(back(keep))
places = {id(keep[i]): i for i in range(4)}
del keep[1], keep[1]
keep += [A(), A()]
print(back(keep))
row = tuple(keep)
places = {id(row[i]): i for i in range(4)}
del keep, row
keep = [A() for _ in range(4)]
print(back(keep))
table = dict(enumerate(keep))
places = {id(table[i]): i for i in range(4)}
del keep
table.clear()
keep = [A() for _ in range(4)]
print(back(keep))
