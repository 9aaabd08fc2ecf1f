# keys, values and items: live, and sets where they can be.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
d["d"] = 4
print(k, v, i, len(k), len(v), len(i), type(k).__name__)
print(sorted(k & {"a", "z"}), sorted(k | ["z"]), sorted(k - ["a", "b"]), sorted(k ^ {"a", "z"}), sorted(i & {("a", 1), ("b", 9)}), k.isdisjoint("xyz"), i.isdisjoint([("a", 1)]))
print(k == {"a", "b", "c", "d"}, k >= {"a"}, k < set("abcde"), {"a"} <= k, i == dict(d).items(), v == d.values(), k == list(k), type(k & k).__name__)
print("a" in k, ("a", 1) in i, ("a", 2) in i, "a" in i, 4 in v, list(reversed(k)), list(reversed(v)), k.mapping["a"], [*i][1])
for f in (lambda: k + k, lambda: v & v, lambda: k[0], lambda: hash(k), lambda: k & 5, lambda: k < 5, lambda: d.keys(1), lambda: v - [1], lambda: i | 3, lambda: {"k": []}.items() & set()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
