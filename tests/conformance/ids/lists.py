# A freed list's header is the next list's; 80 are kept.
a = [1, 2]
old = id(a)
del a
b = []
print(id(b) == old)
c = [b]
print(id(c) == old)
del b
print(id([]) == old, id(c) == old)
c = None
d = [1, 2, 3]
print(id(d) == old)
keep = [[] for _ in range(100)]
ids = [id(x) for x in keep]
keep.clear()
back = [[] for _ in range(100)]
again = [id(x) for x in back]
print(again[0] == ids[79], again[1] == ids[78], again[79] == ids[0])
print(sum(x in ids[:80] for x in again))
