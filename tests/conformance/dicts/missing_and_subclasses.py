# Classes derived from dict, __missing__ among them.
class Counter(dict):
    def __missing__(self, key):
        print("missing", key)
        return 0

c = Counter(a=1)
c["b"] += 5
print(c, c["zz"], c.get("yy"), "zz" in c, len(c), c == {"a": 1, "b": 5}, type(c.copy()).__name__, type(c | {}).__name__)

class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __contains__(self, key):
        return super().__contains__(key.lower())

low = Lower(ABC=1)
low["Key"] = 2
print(low, low["KEY"], "kEy" in low, low.get("KEY"), list(low), dict(low), {**low})
low.update({"Upd": 3})
print(low, low.setdefault("SD", 4), sorted(low.items()), low.pop("key"), repr(low), low.__class__.__mro__[1].__name__)
try:
    low["nope"]
except KeyError as error:
    print("KeyError", error)
