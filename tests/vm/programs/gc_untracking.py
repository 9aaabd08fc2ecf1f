import gc
t = (1, "a", None)
u = tuple([1, 2])
n = (t, (u, 3))
m = (1, [])
print(*map(gc.is_tracked, (t, u, n, m)))
u = tuple([1, 2]); n = tuple([u, 3]); nn = tuple([n])
print(*map(gc.is_tracked, (u, n, nn)))
gc.collect(0)
print(*map(gc.is_tracked, (t, u, n, nn, m)))
gc.collect()
print(*map(gc.is_tracked, (t, u, n, nn, m)))
d = {"a": []}
e = {"a": 1}
print(gc.is_tracked(d), gc.is_tracked(e))
d["a"] = 1
gc.collect(1)
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
e["l"] = (1,)
print(gc.is_tracked(e))
class A: pass
a = A(); a.x = 1
print(gc.is_tracked(a.__dict__)); a.y = []
print(gc.is_tracked(a.__dict__))
