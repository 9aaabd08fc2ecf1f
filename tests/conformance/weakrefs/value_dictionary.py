# WeakValueDictionary: entries go with their values.
import weakref


class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V{self.n}"


d = weakref.WeakValueDictionary()
a, b, c = V(1), V(2), V(3)
d["a"], d["b"], d["c"] = a, b, c
print(len(d), sorted(d), d["a"], d.get("x"), "b" in d)
del b
print(len(d), sorted(d.keys()), "b" in d, d.get("b", "gone"))
d["t"] = V(4)
print(len(d), list(d.values()), [k for k, v in d.items()])
for k, v in d.items():
    del a
    break
print(k, v, sorted(d))
v = None
print(sorted(d))
print(d.pop("c"), len(d), d.setdefault("n", c) is c, d.popitem())
e = weakref.WeakValueDictionary(x=c)
e.update({"y": c})
print(sorted(e), e.copy()["x"] is c, [r() is c for r in e.valuerefs()])
c = None
print(len(e), len(d))
try:
    d["i"] = 5
except TypeError as err:
    print(err)
