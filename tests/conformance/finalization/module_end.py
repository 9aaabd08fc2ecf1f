# What happens to module globals when the program ends.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


b = Loud("b")
a = Loud("a")
_c = Loud("_c")
d = [Loud("d1"), Loud("d2")]
e = {"k": Loud("e")}
f = b
_g = d[0]


def late():
    return Loud


h = Loud("h")
del a
a = Loud("a again")
print("over")
