import gc
gc.collect()
d = {}
d["self"] = d
del d
print(gc.collect())
a, b = {}, {}
a["b"] = b
b["a"] = a
a["list"] = [a, b]
del a, b
print(gc.collect())
s = {(1, 2)}
l = [s]
t = (l,)
l.append(t)
del s, l, t
print(gc.collect())
