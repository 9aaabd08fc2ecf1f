# How many objects gc.collect() says it found.
import gc


class A:
    pass


class S:
    __slots__ = ("x",)


def made(make):
    make()
    return gc.collect()


def list_in_itself():
    l = []
    l.append(l)


def dict_in_itself():
    d = {}
    d["d"] = d


def instance():
    a = A()
    a.a = a


def with_dict():
    a = A()
    vars(a)["a"] = a


def slots():
    s = S()
    s.x = [s]


def tuple_in_list():
    l = []
    l.append((l, l))


def closure():
    def f():
        return f


def method():
    a = A()
    a.m = a.__init__


def generator():
    def g():
        x = yield
    it = g()
    next(it)
    box = [it]
    box.append(box)


def a_class():
    class Local:
        pass


gc.collect()
for make in (list_in_itself, dict_in_itself, instance, with_dict, slots, tuple_in_list, closure, method, generator, a_class):
    print(make.__name__, made(make))
