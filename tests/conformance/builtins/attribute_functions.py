# getattr, setattr, hasattr, delattr, vars, dir.
class Thing:
    shared = "class"
    def __init__(self):
        self.own = 1
    @property
    def fails(self):
        raise ValueError("inside")
t = Thing()
print(getattr(t, "own"), getattr(t, "shared"), getattr(t, "nope", "default"), hasattr(t, "own"), hasattr(t, "nope"), hasattr(5, "real"), getattr("abc", "upper")())
setattr(t, "new", 2)
setattr(t, "not an identifier", 3)
delattr(t, "own")
print(vars(t), vars(t) is t.__dict__, "shared" in vars(Thing), [n for n in dir(t) if not n.startswith("__")], [n for n in dir(Thing()) if n.startswith("own")])
for f in (lambda: getattr(t, "nope"), lambda: getattr(t, 5), lambda: hasattr(t, 5), lambda: hasattr(t, "fails"), lambda: setattr(t, "a"), lambda: setattr(5, "a", 1), lambda: delattr(t, "nope"), lambda: vars(5), lambda: getattr(t), lambda: getattr(t, "x", 1, 2),
          lambda: setattr(t, 1, 2), lambda: getattr(t, "fails", "d"), lambda: delattr(t, "shared"), lambda: setattr(list, "a", 1), lambda: [].a, lambda: None.b, lambda: vars(1, 2)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
x, y = 1, 2
def local():
    a, b = "A", "B"
    return sorted(vars()), sorted(locals()), sorted(dir())
print(local(), "x" in vars(), globals()["y"], vars() is globals())
class WithDir:
    def __dir__(self):
        return ["z", "a"]
print(dir(WithDir()), dir.__name__)
