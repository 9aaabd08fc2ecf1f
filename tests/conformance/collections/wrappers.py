from collections import ChainMap, UserDict, UserList

base = {"color": "red", "user": "guest"}
local = {}
c = ChainMap(local, {"user": "admin"}, base)
c["color"] = "blue"
print(c["color"], c["user"], c.get("none"), len(c), list(c), local)
child = c.new_child({"user": "me"})
print(child["user"], child.parents["user"], child.maps[0], c)
for attempt in (lambda: c["none"], lambda: c.pop("user"), lambda: ChainMap().popitem()):
    try:
        attempt()
    except KeyError as error:
        print("KeyError", error)


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper({"a": 1}, b=2)
u.update(c=3)
print(u, u.data is u.copy().data, "A" in u, isinstance(u, dict), u == {"A": 1, "B": 2, "C": 3})


class Loud(UserList):
    def append(self, item):
        print("append", item)
        super().append(item)


x = Loud([3, 1])
x.append(2)
x.sort()
print(x, x[1:], type(x[1:]).__name__, x + [9], 2 in x, x == [1, 2, 3], len(x * 2))
