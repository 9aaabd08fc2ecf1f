# Locals go in the order of their slots, parameters first, when a function returns.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f(p, q):
    z = Loud("z")
    a = Loud("a")
    print("returning")
    return "result"


print(f(Loud("p"), q=Loud("q")))


def g(*args, k, **rest):
    first = Loud("first")
    return len(args)


print(g(Loud("1"), Loud("2"), k=Loud("k"), r=Loud("r")))


def h():
    x = Loud("cell x")
    y = Loud("y")
    return (lambda: x) and None


print(h())


def loop():
    for item in [Loud("i1"), Loud("i2")]:
        print("in loop", item.name)
    print("behind")


loop()
