class Thing:
    colour = 1


def go(value):
    print(valeu)


try:
    go(1)
except NameError as e:
    print(e)
Thing().color
