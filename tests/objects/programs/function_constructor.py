# Functions made from code, and the cells they need.
Function = type(lambda: 0)


def outer(start):
    count = start

    def inner(by=1):
        nonlocal count
        count += by
        return count
    return inner


inner = outer(10)
twin = Function(inner.__code__, globals(), 'twin', (5,), inner.__closure__)
print(inner(), twin(), inner(), twin.__name__, twin.__qualname__, twin.__defaults__)
plain = Function((lambda x: x * 2).__code__, {}, closure=None)
print(plain(4), plain.__name__, plain.__defaults__, plain.__closure__)
Cell = type(inner.__closure__[0])
free = Function(inner.__code__, {}, closure=(Cell(100),), argdefs=(1,))
print(free(), free.__closure__[0].cell_contents, inner.__closure__[0].cell_contents)
for wrong in ((3, {}), (inner.__code__, 3), (inner.__code__, {}, 3), (inner.__code__, {}, 'n', 3),
              (inner.__code__, {}), (inner.__code__, {}, None, None, ()),
              (inner.__code__, {}, None, None, (3,)), (plain.__code__, {}, None, None, 3), ()):
    try:
        Function(*wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
