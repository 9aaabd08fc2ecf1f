# singledispatch: the class of the first argument chooses.
from functools import singledispatch, singledispatchmethod


@singledispatch
def show(x, more=""):
    return "object" + more


@show.register
def _(x: int, more=""):
    return "int" + more


@show.register(list)
def show_list(x, more=""):
    return "list of " + ", ".join(show(i) for i in x)


@show.register(str)
@show.register(bytes)
def _(x, more=""):
    return "text" + more


class A:
    pass


class B(A):
    pass


show.register(A, lambda x: "an A")
print(show(1), show(True), show(1.5), show([1, "a", None]), show(b""), show(B()), show("x", "!"))
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(B)(0), sorted(c.__name__ for c in show.registry))
show.register(B, lambda x: "a B")
print(show(B()), show(A()), show.__name__, show_list.__name__)
for bad in (lambda: show(), lambda: show.register("x", len), lambda: show.register(lambda x: x)):
    try:
        bad()
    except TypeError as e:
        print(str(e).split(":")[0].split("<")[0])


class Writer:
    @singledispatchmethod
    def write(self, x):
        return "?", x

    @write.register
    def _(self, x: int):
        return "int", x

    @write.register(str)
    def _(self, x):
        return "str", x


w = Writer()
print(w.write(1), w.write("a"), w.write(None), w.write.__name__)
