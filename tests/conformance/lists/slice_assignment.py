# Replacing and deleting slices.
a = list(range(10))
a[2:5] = ["x"]
print(a)
a[1:1] = "ab"
print(a)
a[::3] = [0] * len(a[::3])
print(a, len(a))
del a[::2]
print(a)
a[-1:] = range(3)
a[:0] = (9,)
print(a)
a[5:2] = ["between"]
print(a)
del a[1:3], a[-1], a[10:]
print(a)
a[:] = a[::-1]
a[1:3] = a
print(a)
for change in (lambda: a.__setitem__(slice(0, 4, 2), [1]), lambda: a.__setitem__(slice(0, 2), 5), lambda: a.__setitem__(99, 1), lambda: a.__delitem__(99),
               lambda: a.__setitem__("x", 1), lambda: a.__setitem__(slice(0, 2, 0), [1]), lambda: a.__delitem__(None), lambda: a.__getitem__(1.0)):
    try:
        change()
    except Exception as error:
        print(type(error).__name__, error)
a[::-1] = a
print(a)
