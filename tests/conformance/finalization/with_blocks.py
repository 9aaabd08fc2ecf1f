# What goes when at a with block.
class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return Value(self.name)

    def __exit__(self, *info):
        print("exit", self.name, info[0] and info[0].__name__)
        return True

    def __del__(self):
        print("del manager", self.name)


class Value:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del value", self.name)


with Manager("a"):
    print("body")
print("--")
with Manager("b") as v:
    print("body")
print("--")
v = None
with Manager("c") as v, Manager("d") as w:
    del v
    raise KeyError
print("--")
del w


def f():
    with Manager("e") as x:
        return x.name


print(f())
