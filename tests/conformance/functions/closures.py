# Scopes: cells, nonlocal, late binding, names of functions.
def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step, lambda: n


step, value = counter()
step(), step(5)
print(value(), [c.cell_contents for c in step.__closure__], step.__code__.co_freevars)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
x = 'global'


class A:
    x = 'class'
    y = [x for _ in range(1)]
    z = (lambda: x)()

    def m(self):
        return x


print(A.y, A.z, A().m(), A.m.__qualname__, step.__qualname__, A.m.__module__)


def outer():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(error)
    later = 1
    print(inner())
    del later
    try:
        inner()
    except NameError as error:
        print(error)


outer()


def unbound():
    try:
        print(q)
    except UnboundLocalError as error:
        print(error)
    q = 1


unbound()


def g():
    global made
    made = [n for n in 'ab']


g()
print(made, 'n' in globals(), sorted(k for k in locals() if k == 'made'))
