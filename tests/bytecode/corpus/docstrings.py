def f():
    "a" "b"

def g():
    "a" + "b"

class C:
    "%s" % ()

class D:
    "a" * 2

def h():
    b"x"

def i():
    f"x"

def j():
    not "x"
    "y"
