# Locals of frames that an exception left die when the handler is over.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def inner():
    a = Loud("inner")
    raise ValueError(Loud("argument"))


def outer():
    b = Loud("outer")
    inner()


try:
    outer()
except ValueError:
    print("handler")
print("after")
try:
    outer()
except ValueError as e:
    print("named", e.args[0].name)
print("after")


def caught():
    c = Loud("caught")
    try:
        inner()
    except ValueError as e:
        d = Loud("handler's")
        print("inside")
    print("leaving")


caught()
try:
    try:
        outer()
    finally:
        print("finally")
except ValueError:
    pass
print("end")
