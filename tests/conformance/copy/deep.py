# copy.deepcopy: everything that can change is new; what is shared stays shared.
import copy

shared = ["s"]
x = {"a": shared, "b": [shared, (shared, 1)], "c": {1, 2}, "t": (1, "x"), "n": None}
y = copy.deepcopy(x)
print(y == x, y is x, y["a"] is shared, y["a"] is y["b"][0], y["b"][1][0] is y["a"])
print(y["t"] is x["t"], y["b"][1] is x["b"][1], y["c"] is x["c"])
cycle = [1]
cycle.append(cycle)
c = copy.deepcopy(cycle)
print(c is cycle, c[1] is c, c)
t = ([],)
t[0].append(t)
u = copy.deepcopy(t)
print(u is t, u[0][0] is u)
d = {}
d["self"] = d
e = copy.deepcopy(d)
print(e is d, e["self"] is e)
print(copy.deepcopy(frozenset([1, 2])) == {1, 2}, copy.deepcopy((1, 2)) is copy.deepcopy((1, 2)))
for same in (5, "s", len, int, copy.deepcopy, range(3), None, b"x", 1.5):
    print(type(same).__name__, copy.deepcopy(same) is same)
s = slice([1], 2)
print(copy.deepcopy(s) is s, copy.deepcopy(s).start is s.start, copy.deepcopy(s))
