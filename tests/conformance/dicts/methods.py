# get, setdefault, pop, popitem, update, clear, copy and their errors.
d = {1: "one", 2: "two"}
print(d.get(1), d.get(3), d.get(3, "no"), d.setdefault(3, "three"), d.setdefault(1, "x"), d.setdefault(4), d)
print(d.pop(3), d.pop(3, "gone"), d.popitem(), len(d), 2 in d, "two" in d.values(), (2, "two") in d.items(), d.copy() == d, d.copy() is d)
for f in (lambda: d[99], lambda: d.pop(99), lambda: {}.popitem(), lambda: d[[1]], lambda: d.get({}), lambda: {[]: 1}, lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]),
          lambda: d.update(["ab", "c"]), lambda: dict(5), lambda: dict([1]), lambda: d.pop(), lambda: d.get(), lambda: d.update({}, {}), lambda: d + {}, lambda: d < {}, lambda: dict.fromkeys(5),
          lambda: d.setdefault([]), lambda: {}["k"], lambda: hash(d), lambda: d.fromkeys()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
d.clear()
print(d, d.update() is None, d.update(a=1), d, bool({}), bool(d))
