# The old value goes after the new one is in place.
class Loud:
    def __init__(self, name):
        print("new", name)
        self.name = name

    def __del__(self):
        print("del", self.name, "x is", x.name if x else x)


x = None
x = Loud("a")
x = Loud("b")
x, y = Loud("c"), 1
x = None
print("--")
d = {"k": Loud("d")}
d["k"] = Loud("e")
d["k"] = 0
l = [Loud("f")]
l[0] = Loud("g")
l[0:1] = [Loud("h"), Loud("i")]
del l[0]
l = None
print("end")
