"""Classes: bodies, __class__ cells, super, mangling, keywords, decorators."""


class Empty:
    pass


class WithDoc:
    """Doc."""
    x: int
    y: str = "y"
    __private: int = 3
    a.b: int = 1
    a.c: int
    a[0]: int
    a[1:2, ::3]: str
    (q): int


class Base(object):
    __slots__ = ("__a", "b")
    attribute = 1

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__a = 1
        self.b = self.__a
        self.__b__ = 2

    @property
    def a(self):
        return self.__a

    @a.setter
    def a(self, value):
        self.__a = value

    @staticmethod
    def s(__p, q):
        return __p

    @classmethod
    def c(cls):
        return __class__

    def uses_attribute_of_class(self):
        return attribute


class Derived(Base, Empty, metaclass=type, option=1, **{"k": 2}):
    x = 1
    y = [x for x in range(x)]
    z = (lambda self: super(Derived, self))

    def f(self):
        class Inner:
            def g(self):
                return __class__, super().g, x
        return Inner

    for i in range(3):
        exec = i
    del i


@decorate
@decorate.more(1)
class Decorated(*bases):
    def method(self):
        def nested():
            return super
        return nested


def make(a):
    class Local:
        a = a
        b = a

        def method(self):
            return a
    return Local


def make2(x):
    class C:
        x = x

        def f(self):
            return x

        def g(self):
            nonlocal x
            x = 1
    return C


def class_in_function(free):
    class A:
        value = free
        free2 = free

        class B:
            value = free
            __name = 1

            def f(self):
                return free, self.__name
    return A


class __Underscored:
    __x = 1

    def f(self):
        return self.__x


class ___:
    def f(self):
        return self.__x


class G:
    global gx
    gx = 1

    def f(self):
        return gx
    import a.b as __mod
    from q import __w as e, w as __v
    __mod.__attr

    def g(__arg, *, __kw=1):
        __local: int = 1
        f(__kw=2, **{"__kw": 1})
        del __local

    try:
        pass
    except E as __e:
        pass


class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        return super().__new__(mcls, name, bases, ns, **kw)


class WithComp:
    n = 3
    l = [i for i in range(n)]
    s = {i for i in l}
    d = {k: v for k, v in zip(l, l)}
    g = (i for i in l)
    q = [[j for j in l] for i in l]

    def f(self):
        return [super().f() for x in self]


class Annot:
    if x:
        y: int
    else:
        z: str = 1
    for q in w:
        r: int
    with a:
        s: int


if True:
    module_level: int = 1
