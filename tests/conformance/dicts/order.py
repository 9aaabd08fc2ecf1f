# Insertion order, and what keeps or changes it.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, list(d), list(d.values()), list(reversed(d)), list(reversed(d.items())))
del d["b"]
d["b"] = 4
print(d, d.popitem(), d, d.pop("a"), d)
d.update(z=1, c=2)
d.update([("y", 2), ["x", 3]], c=5)
print(d, dict(d, k=0), {**d, "z": "last"}, dict([("p", 1)], q=2), dict({"r": 1}.items()))
print({1: "one", True: "yes", 1.0: "float"}, dict.fromkeys("abca"), dict.fromkeys([1, 2], []), {"a": 1, "b": 2} == {"b": 2, "a": 1})
print(list(zip(d, d.values(), d.items()))[0], min(d), sorted(d.items(), key=lambda kv: kv[1]), next(iter(d)))
