# A generator's block goes when it is finished and dropped; a comprehension's function too.
def g():
    yield id(locals)


a = g()
old = id(a)
del a
b = g()
print(id(b) == old)
list(b)
c = g()
print(id(c) == old)
del b
d = g()
print(id(d) == old)
print(id(g()) == id(g()))
e = (x for x in "ab")
old = id(e)
next(e)
e = None
print(id(x for x in "cd") == old)
print([id(x) for x in [g(), g()]][0] == id(c))
