# Names: local, global, nonlocal, closures, class bodies, del, walrus.
x = "global"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x = "changed"
        return x

    print(inner(), x)

    def reader():
        return x

    return reader


r = outer()
print(r(), r.__closure__[0].cell_contents, x)


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc


c1, c2 = counter(), counter()
print(c1(), c1(), c2(5), c1())


def setter():
    global y
    y = 5


setter()
print(y)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


class A:
    x = "class"
    y = [x for _ in range(2)]

    def m(self):
        return x

    z = x


print(A.x, A.y, A().m(), A.z)
if (n := 10) > 5:
    print(n)
print([last := i for i in range(3)], last)


def locs(a, b=2):
    c = 3
    return locals()


print(locs(1))
print(sorted(k for k in globals() if k in ("x", "A", "outer")))


def chain():
    a = b = c = [1]
    b.append(2)
    return a, c


print(chain())
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*init, tail = "abc"
print(init, tail)
i = 0
lst = [0, 0, 0]
i, lst[i] = 1, 9
print(i, lst)
a, b = b, a
print(a, b)
d = {}
d["k"], d["l"] = 1, 2
print(d)
s = "abc"
s += "d"
s *= 2
print(s)
z = [1, 2, 3]
z[1:2] = [7, 8, 9]
del z[0]
print(z)
def f():
    for q in range(3):
        pass
    return q


print(f())
def shadow(len):
    return len


print(shadow(5), len("abc"))
def nested():
    def level1():
        def level2():
            return deep
        return level2
    deep = "deep"
    return level1()()


print(nested())
def star(*, a=1, **kw):
    return a, kw


print(star(b=2), star(**{"a": 5}))
print(1 if x else 2, not x, x and "yes", "" or "no", 1 < 2 < 3, 1 < 3 < 2)
while True:
    x = "looped"
    break
else:
    print("never")
for i in range(2):
    pass
else:
    print("else ran", i)
print(x)
def doc():
    """The docstring."""


print(doc.__doc__, doc.__name__)
def annotated(a: int, b: "str" = "x") -> float:
    return a


print(annotated.__annotations__)
