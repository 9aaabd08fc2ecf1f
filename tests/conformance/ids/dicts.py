# Dict headers and tables of 8 have free lists of their own.
a = {}
old = id(a)
del a
b = {"k": 1}
print(id(b) == old)
c = {1: 2, 3: 4}
del b
d = dict(x=1)
print(id(d) == old)
del d
e = {n: n for n in range(20)}
print(id(e) == old)
e.clear()
del e
f = e2 = dict(zip("ab", "cd"))
print(id(f) == old)
keep = [{} for _ in range(90)]
ids = [id(x) for x in keep]
del keep
back = [{} for _ in range(90)]
hits = [ids.index(id(x)) for x in back if id(x) in ids]
print(hits[:3], len(hits) >= 80)
g = back.pop()
old = id(g)
del g
print(id(back[0].copy()) == old)
