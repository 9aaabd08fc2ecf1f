import gc, weakref
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return "A%d" % self.n
d = weakref.WeakValueDictionary()
a, b = A(1), A(2)
d["a"], d["b"], d["c"] = a, b, A(3)
print(len(d), list(d), d["a"], "c" in d, d.get("c", 0), list(d.items()), sorted(d.keys()))
for k in ("c", "zz"):
    try:
        d[k]
    except KeyError as e:
        print("KeyError", e)
print(d.setdefault("a", b), d.setdefault("q", b), d.pop("q"), d.pop("q", "none"))
del a
print(dict(d), len(d))
for k, v in d.items():
    del b
    print(k, v)
    del v
print(len(d))
c = A(4); c.me = c; d["cycle"] = c; del c
print(len(d)); gc.collect(); print(len(d))
e = weakref.WeakValueDictionary({"x": len}, y=gc)
print(sorted(e), e.copy() == e, (e | {"z": gc})["z"] is gc)
