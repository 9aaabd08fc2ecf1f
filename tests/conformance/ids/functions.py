# A function object's block, and the block of the closure's cell.
def make():
    x = 0

    def inner():
        return x
    return inner


f = make()
old = id(f)
cell = id(f.__closure__[0])
del f
g = make()
print(id(g) == old, id(g.__closure__[0]) == cell)
h = lambda: 0
del g
k = lambda: 1
print(id(k) == old, id(k) == id(h))
print(id(lambda: 2) == id(lambda: 3))


def outer():
    def one():
        pass
    first = id(one)
    del one

    def two():
        pass
    return first == id(two)


print(outer())
