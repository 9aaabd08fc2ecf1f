# Each length's list holds 2000 tuples.
many = [(n,) for n in range(2005)]
ids = [id(t) for t in many]
del many
first = (ids,)
second = (ids,)
print(ids.index(id(first)), ids.index(id(second)))
pairs = [(n, n) for n in range(30)]
spots = [id(t) for t in pairs]
pairs.reverse()
pairs.clear()
more = [(n, 0) for n in range(30)]
print([spots.index(id(t)) for t in more][:6])
more.pop(4)
new = (more, 1)
print(spots.index(id(new)))
del more
