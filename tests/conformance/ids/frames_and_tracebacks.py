# A raise makes an exception, a frame object and a traceback, and frees them again.
def f():
    try:
        raise ValueError
    except ValueError as e:
        return id(e), id(e.__traceback__), id(e.__traceback__.tb_frame)


one = f()
two = f()
print(one == two)


def g():
    try:
        {}["k"]
    except KeyError as e:
        return id(e), id(e.args)


one = g()
two = g()
print(one == two)
for _ in range(2):
    try:
        [][0]
    except IndexError as e:
        place = id(e)
        if _ == 0:
            first = place
print(place == first)
