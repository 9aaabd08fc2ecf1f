# Temporaries die at the instruction that last needs them.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"<{self.name}>", end=" ")

    def __add__(self, other):
        return Loud(self.name + other.name)

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def method(self):
        return Loud(self.name + "m")


Loud("a")
print("1")
Loud("a") + Loud("b") + Loud("c")
print("2")
Loud("a").method().method()
print("3")
Loud("a") == Loud("b") == Loud("c")
print("4")
Loud("a") and Loud("b") or Loud("c")
print("5")
[Loud("a"), Loud("b")][0].name
print("6")
(lambda x, y: x)(Loud("a"), Loud("b"))
print("7")
x = Loud("t") if Loud("c") else Loud("f")
print("8")
x = [Loud("i")][0]
print("9")
print(Loud("p").name, Loud("q").name)
len({Loud("k").name: Loud("v")})
print("10")
del x
