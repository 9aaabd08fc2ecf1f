# Objects that die while a loop goes over them.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


items = [Loud(c) for c in "abc"]
for x in items:
    print("at", x.name)
    items.remove(x)
print("left", [i.name for i in items])
x = None
items = [Loud(c) for c in "de"]
for i, x in enumerate(items):
    items[i] = i
    print("replaced", x.name)
del x
for y in (Loud("f"), Loud("g")):
    print("tuple", y.name)
del y
print("generator")
for z in (Loud(c) for c in "hi"):
    print("at", z.name)
z = 0
d = {c: Loud(c) for c in "jk"}
for key in list(d):
    d.pop(key)
    print("popped", key)
while d.setdefault("l", None) is None:
    d["l"] = Loud("l")
d.clear()
