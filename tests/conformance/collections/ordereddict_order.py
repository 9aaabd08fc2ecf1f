from collections import OrderedDict

o = OrderedDict.fromkeys("abcde", 0)
o.move_to_end("b")
o.move_to_end("d", last=False)
o["a"] = 1
print(o, list(reversed(o)), list(reversed(o.values())))
del o["c"]
o["c"] = 2
print(list(o.items()), o.popitem(), o.popitem(last=False))
x, y = OrderedDict(p=1, q=2), OrderedDict(q=2, p=1)
print(x == y, x == dict(y), dict(x) == dict(y), x != y, x.keys() == y.keys())
print(x | y, dict(x, z=0), x.items(), OrderedDict(x), {**y})
for attempt in (lambda: o.move_to_end("zz"), lambda: OrderedDict().popitem(),
                lambda: o.pop("zz"), lambda: OrderedDict(1), lambda: OrderedDict([(1, 2, 3)]),
                lambda: OrderedDict({}, {}), lambda: o.update({}, {}), lambda: o["zz"]):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
for change in (lambda: o.move_to_end("a"), lambda: o.update(new=1), lambda: o.pop("a")):
    try:
        for key in o:
            change()
    except RuntimeError as error:
        print(error)
o.self = o
print(o, o.__dict__ == {"self": o})
