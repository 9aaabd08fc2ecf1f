# del of names, attributes, items and slices, one by one.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Box:
    pass


a, b, c = Loud("a"), Loud("b"), Loud("c")
del b, a
print("two gone")
box = Box()
box.x, box.y = c, Loud("y")
del c
print("c lives")
del box.x
box.y = 1
l = [Loud(n) for n in "pqrstu"]
del l[0], l[-1]
print("ends")
del l[1:3]
print([m.name for m in l])
del l
d = {1: Loud("v1"), 2: Loud("v2")}
del d[2]
d.popitem()
s = {Loud("member")}
s.pop()
print("over")
