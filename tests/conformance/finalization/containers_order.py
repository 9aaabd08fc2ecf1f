# In which order the members of dying containers go.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


def show(title, make):
    print(title, end=": ")
    make()
    print()


def L(text):
    return [Loud(c) for c in text]


show("list", lambda: L("abc"))
show("tuple", lambda: tuple(L("abc")))
show("dict", lambda: dict(zip("xyz", L("abc"))))
show("keys", lambda: dict.fromkeys(L("abc")))
show("nested", lambda: [L("ab"), Loud("c"), (Loud("d"), L("ef"))])
show("values then", lambda: [{"k": Loud("a"), "j": [Loud("b")]}, Loud("c")])
x = L("abcde")
x.pop(1)
print()
del x[::2]
print()
x[:] = L("pq")
print()
x.clear()
print()
