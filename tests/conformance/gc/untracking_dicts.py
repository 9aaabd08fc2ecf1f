# Dicts are tracked from the first value that may matter, and untracked by full collections only.
import gc

gc.collect()
gc.disable()
d = {}
seen = [gc.is_tracked(d)]
for value in (1, "s", 2.5, None, (1,), [], 1):
    d["k"] = value
    seen.append(gc.is_tracked(d))
print(seen)
gc.collect(1)
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
d["l"] = []
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d), gc.is_tracked({(1, 2): 3}), gc.is_tracked({(): 0}))
print(gc.is_tracked(dict(a=1)), gc.is_tracked(dict(a=[])), gc.is_tracked({**{"a": []}}), gc.is_tracked({"a": []}.copy()))
print(gc.is_tracked({k: 1 for k in "ab"}), gc.is_tracked({k: [] for k in "ab"}), gc.is_tracked(dict.fromkeys("a", [])))
e = {"x": []}
e.clear()
print(gc.is_tracked(e))
e.update(y=1)
f = {"z": {}}
f.pop("z")
print(gc.is_tracked(e), gc.is_tracked(f))
gc.collect()
print(gc.is_tracked(e), gc.is_tracked(f))
