# Iterating over a list that changes.
a = [1, 2, 3]
for x in a:
    if x < 4:
        a.append(x + 2)
    print(x, end=" ")
print(a)
b = [1, 2, 3, 4, 5, 6]
for x in b:
    b.remove(x)
print(b)
it = iter(b)
print(next(it), it.__length_hint__(), b.clear(), next(it, "end"), list(it))
b.append(1)
print(list(it), next(it, "stays at the end"))
c = [1, 2, 3]
r = reversed(c)
print(next(r), c.append(4), list(r), list(reversed([])), r.__length_hint__())
d = list("abc")
for i, x in enumerate(d):
    if i < 5:
        d.insert(0, x.upper())
print(d)
