# A generator that is dropped half way runs its finally blocks.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def walk(name):
    local = Loud(name)
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit", name)
        raise
    finally:
        print("finally", name)


g = walk("a")
next(g)
del g
print("--")
h = walk("b")
h.close()
h = None
print("--")
for x in walk("c"):
    break
print("-- nested")


def outer():
    yield from walk("d")


o = outer()
next(o)
o = None
print("-- never started")
walk("e")
print("-- finished")
print(list(walk("f")))
