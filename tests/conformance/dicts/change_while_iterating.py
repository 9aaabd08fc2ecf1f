# A dict that changes its size (or its keys) while it is iterated.
def attempt(change, make=lambda d: d):
    d = {i: i * i for i in range(5)}
    seen = []
    try:
        for x in make(d):
            seen.append(x)
            change(d)
    except RuntimeError as error:
        print(error, end=" ")
    print(seen, len(d))

attempt(lambda d: d.__setitem__("new", 1))
attempt(lambda d: d.pop(4), dict.keys)
attempt(lambda d: d.clear(), dict.items)
attempt(lambda d: d.update({0: "same"}), dict.values)
attempt(lambda d: (d.pop(next(iter(d))), d.__setitem__(len(d) * 100, 0)) and None)
attempt(lambda d: d.popitem(), reversed)
attempt(lambda d: d.__setitem__("x", 1), lambda d: list(d))
d = {1: 1}
it = iter(d)
print(it.__length_hint__(), next(it), next(it, "end"))
d[2] = 2
print(next(it, "still the end"))
it = iter(d)
d[3] = 3
try:
    next(it)
except RuntimeError as error:
    print(error)
