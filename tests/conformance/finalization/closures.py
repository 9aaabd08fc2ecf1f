# A variable of a closure lives as long as its cell.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def make():
    x = Loud("x")

    def get():
        return x

    def drop():
        nonlocal x
        x = None

    return get, drop


get, drop = make()
print(get().name)
drop()
print("dropped", get())
get, drop = make()
del get
print("one left")
del drop
counter = [lambda v=Loud(n): v for n in "ab"]
counter.pop(0)
print("popped")
counter.clear()


def outer():
    y = Loud("y")
    f = lambda: y
    y = Loud("y2")
    return f


f = outer()
print(f().name)
f = None
