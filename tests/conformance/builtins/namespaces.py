# globals() is the module's namespace; locals() a copy inside functions.
x = 1
globals()["made"] = "by subscript"
print(made, "x" in globals(), globals() is globals(), locals() is globals(), __name__)
def f(a, b=2):
    c = a + b
    before = dict(locals())
    locals()["c"] = 99
    del a
    return before, c, sorted(locals())
print(f(1))
def outer():
    captured = "cell"
    def inner():
        own = captured
        return sorted(locals().items())
    return inner(), sorted(k for k in locals() if k != "inner")
print(outer())
class K:
    attr = 5
    names = sorted(n for n in locals() if not n.startswith("__"))
print(K.names, [sorted(locals()) for _ in [0]][0][:1], (lambda y: locals())(3))
def change():
    global x
    x += 1
    globals()["x"] *= 10
    return x
print(change(), x)
