# Attributes go in the order they were set, after the object's own __del__.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Owner(Loud):
    pass


class Slotted:
    __slots__ = ("b", "a", "__dict__")


o = Owner("owner")
o.z = Loud("z")
o.a = Loud("a")
o.m = [Loud("m1"), Loud("m2")]
del o
print("--")
o = Owner("with dict")
o.x = Loud("x")
d = vars(o)
del o
print("dict lives")
del d
print("--")
s = Slotted()
s.free = Loud("free")
s.a = Loud("a")
s.b = Loud("b")
del s
print("--")
o = Owner("first")
o.part = Owner("second")
o.part.part = Owner("third")
o = None
