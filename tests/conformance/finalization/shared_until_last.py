# An object dies when the last of several owners lets it go.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


x = Loud("x")
owners = [x, (x,), {"k": x}, {"v": [x]}, lambda d=x: d]
del x
while owners:
    print("owners", len(owners))
    owners.pop(0)
print("none")
y = Loud("y")


def use():
    return y


def generate():
    held = y
    yield


g = generate()
next(g)
y = None
print("generator holds")
g.close()
print("closed")
z = Loud("z")
m = z.__init__
z = None
print("method holds")
m = None
