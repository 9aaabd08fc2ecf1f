"""Functions: every kind of parameter, defaults, annotations, closures, decorators."""


def nothing(): pass


def only_doc():
    """Only a docstring."""


def positional(a, b, c=1, d=(1, 2), *, e, f=3, g, **kwargs):
    return a + b + c


def only_positional(a, b=2, /, c=3, *args, d, e=5, **rest) -> int:
    local = a
    del local
    return args, rest


def annotated(a: int, b: "str" = "x", /, c: float = 1.5, *args: tuple, d: list[int] = [],
              **kwargs: dict) -> None:
    x: int = 1
    y: str
    (z): int = 2
    return x


def outer(a, b):
    c = 1

    def middle(d):
        nonlocal c
        c += 1
        e = a

        def inner():
            return a, b, c, d, e
        return inner
    return middle


def recursive(n):
    def helper(k):
        return helper(k - 1) if k else n
    return helper(n)


def decorator(f):
    return f


@decorator
def decorated(a, *, b=2):
    return a


@decorator
@(lambda f: f)
@decorator
def decorated_more(
    a,
    b=(
        1
    ),
):
    return (
        a +
        b
    )


def uses_globals():
    global counter, other
    counter = 1
    other, third = 2, 3
    del other
    counter += 1
    return counter


def keyword_only_captured(*, a, b=1):
    return lambda: (a, b)


def var_captured(*args, **kwargs):
    return lambda: args + tuple(kwargs)


def many_returns(x):
    if x == 1:
        return
    elif x == 2:
        return None
    elif x == 3:
        return 3
    else:
        return (
            4
        )


def defaults_with_comprehension(a=[i for i in range(3)], *, b={k: v for k, v in {}.items()}):
    return a, b


f = lambda: None
g = lambda x, *y, z=1, **w: (x, y, z, w)
h = lambda x: lambda y: x + y
k = lambda: (yield)


def nested_global():
    def g1():
        global shared
        shared = 1

        def g2():
            return shared

        class Inner:
            pass
        return g2, Inner
    global Declared

    class Declared:
        def method(self):
            return 1

    def declared():
        pass
    return g1


def shadow(list):
    def f():
        list = 1
        return list
    return [list for list in f()]


def delete_cell():
    x = 1

    def f():
        return x
    del x
    return f


def walrus(data):
    if (n := len(data)) > 10:
        return n
    while chunk := data.read(n):
        print(chunk)
    return [y := 1, y ** 2, (z := 3)]


def walrus_comprehension(data):
    found = [last := x for x in data if (seen := x)]
    return found, last, seen


total = [module_level := x for x in range(3)]


def uses_docstring_name():
    'doc'
    'not doc'
    1
    ...
    None
    return __doc__


def empty_after_return():
    return 1
    print("never")


def only_pass_after(x):
    pass
    x
    pass


def long_if(x):
    if x:
        pass
    elif not x:
        pass
    else:
        pass


def single_star(a, *, b):
    return a


def f1(a, b):
    a, b = b, a
    return a


def f2(a, b, c):
    a, b, c = c, b, a
    [a, b] = b, a
    (a, (b, c)) = 1, (2, 3)
    a, *b, c = b
    *a, = b
    a = b = c
    a, b = c = d = 1, 2
    return a


def mangled(__x):
    return __x
