# The factory is called for a key that is asked for by [], never by get() or in.
import sys
from collections import defaultdict

calls = []


def make():
    calls.append(len(calls))
    return []


d = defaultdict(make)
d["a"].append(1)
d["a"].append(2)
print(d.get("b"), "b" in d, d["b"], len(d), calls)
print(sys.getsizeof(d), sys.getsizeof(defaultdict()), sys.getrefcount(make))
copy = d.copy()
print(type(copy).__name__, copy.default_factory is make, copy["a"] is d["a"], sys.getrefcount(make))
d.default_factory = None
try:
    d["c"]
except KeyError as error:
    print("KeyError", error, error.args)
print(defaultdict(int, {"x": 1}, y=2), defaultdict(None), defaultdict(list)[3])
print(defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1))
for bad in (lambda: defaultdict(3), lambda: defaultdict(int, 1), lambda: defaultdict(int, {}, {})):
    try:
        bad()
    except TypeError as error:
        print(error)
tree = defaultdict(lambda: defaultdict(int))
tree["x"]["y"] += 5
print(tree["x"], {key: dict(value) for key, value in tree.items()})
