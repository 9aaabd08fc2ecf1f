# Classes: lookup order, super, slots, properties, operators, descriptors.
class Base:
    kind = "base"

    def __init__(self, x):
        self.x = x

    def who(self):
        return "Base.who"

    def __repr__(self):
        return f"{type(self).__name__}({self.x!r})"


class Left(Base):
    def who(self):
        return "Left>" + super().who()


class Right(Base):
    def who(self):
        return "Right>" + super().who()


class Both(Left, Right):
    kind = "both"

    def who(self):
        return "Both>" + super().who()


b = Both(5)
print(b, b.who(), Both.__mro__, b.kind)
print(isinstance(b, Base), issubclass(Both, Right), type(b) is Both, Both.__bases__)
b.kind = "own"
print(b.kind, Both.kind, b.__dict__, vars(b))
del b.kind
print(b.kind)
try:
    del b.kind
except AttributeError as e:
    print(e)
try:
    b.nothing
except AttributeError as e:
    print(e)
try:

    class Broken(Base, Both):
        pass

except TypeError as e:
    print(e)


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __sub__(self, o):
        if not isinstance(o, Vec):
            return NotImplemented
        return Vec(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, o):
        return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, o):
        return self.x < o.x

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __call__(self, z):
        return self.x + self.y + z

    def __repr__(self):
        return f"<{self.x},{self.y}>"

    def __format__(self, spec):
        return f"V[{spec}]"


v, w = Vec(1, 2), Vec(3, 4)
print(v + w, v - w, v * 2, 3 * v, v == Vec(1, 2), v != w, v < w, v > w, -v, bool(Vec(0, 0)), len(v))
print(v[0], v[1], list(v), 2 in v, 9 in v, v(10), f"{v:abc}", hash(v) == hash((1, 2)), {v: 1}[Vec(1, 2)])
v += w
print(v, sorted([Vec(3, 0), Vec(1, 0), Vec(2, 0)]))
for bad in (lambda: v - 1, lambda: v.z, lambda: setattr(v, "z", 1), lambda: v <= w, lambda: v / w, lambda: v[5]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class Prop:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        "doc of v"
        return self._v

    @v.setter
    def v(self, x):
        if x < 0:
            raise ValueError("negative")
        self._v = x

    @v.deleter
    def v(self):
        print("deleted")

    @property
    def ro(self):
        return 7


p = Prop()
p.v = 5
print(p.v, p.ro, Prop.v.__doc__)
del p.v
for bad in (lambda: setattr(p, "v", -1), lambda: setattr(p, "ro", 1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)


class Desc:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        return ("got", self.name, obj.__dict__.get("_" + self.name))

    def __set__(self, obj, value):
        obj.__dict__["_" + self.name] = value


class HasDesc:
    d = Desc()


h = HasDesc()
print(h.d)
h.d = 4
print(h.d, type(HasDesc.d).__name__)


class Dyn:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(name)

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = Dyn()
d.a = 1
print(d.a, d.xyz, hasattr(d, "q"), getattr(d, "q", "default"))
del d.a


class Meta:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print("subclass", cls.__name__, tag)


class Sub(Meta, tag="t"):
    pass


print(Sub.tag)


class New:
    def __new__(cls, *args):
        print("new", args)
        self = super().__new__(cls)
        return self

    def __init__(self, *args):
        print("init", args)


New(1, 2)


class Single:
    inst = None

    def __new__(cls):
        if cls.inst is None:
            cls.inst = object.__new__(cls)
        return cls.inst


print(Single() is Single())


class Int(int):
    def __add__(self, o):
        return Int(int(self) + int(o) + 100)


i = Int(5)
print(i + 1, i * 2, type(i + 1).__name__, i == 5, isinstance(i, int), {5: "five"}[i])


class L(list):
    def total(self):
        return sum(self)


l = L([1, 2, 3])
l.append(4)
print(l, l.total(), len(l), l[1:], type(l[1:]).__name__, l == [1, 2, 3, 4])


class D(dict):
    def __missing__(self, k):
        return "missing " + k


print(D(a=1)["a"], D()["zz"])


class S(str):
    def shout(self):
        return self.upper() + "!"


print(S("abc").shout(), S("a") + "b", S("x") == "x")


def make():
    class Local:
        z = 3

        def get(self):
            return __class__.__name__

    return Local


print(make()().get(), make().__qualname__, Both.who.__qualname__, make.__qualname__)
T = type("T", (Base,), {"extra": lambda self: self.x + 1})
print(T(4).extra(), T.__name__, T(1))


class Cls:
    count = 0

    @classmethod
    def make(cls, *a):
        cls.count += 1
        return cls()

    @staticmethod
    def st(a):
        return a * 2


class SubCls(Cls):
    pass


print(type(SubCls.make()).__name__, SubCls.count, Cls.count, Cls.st(4), SubCls().st("ab"))
x: int = 5
print(__annotations__)


class Ann:
    a: int = 1
    b: str


print(Ann.__annotations__, Ann.__module__, Ann.__name__)


class Container:
    def __init__(self):
        self.items = {}

    def __getitem__(self, k):
        return ("get", k)

    def __setitem__(self, k, v):
        print("setitem", k, v)

    def __delitem__(self, k):
        print("delitem", k)


c = Container()
print(c[1], c[1:2], c[1, 2], c[::2], c[...])
c[3] = 4
del c[5]
c["a"] = "b"


class Idx:
    def __index__(self):
        return 2


print([1, 2, 3][Idx()], hex(Idx()), range(10)[Idx()], "abc"[Idx()])


class Cmp:
    def __eq__(self, o):
        return "eq"

    def __ne__(self, o):
        return []

    def __le__(self, o):
        return 0


print(Cmp() == 1, Cmp() != 1, Cmp() <= 1, [Cmp()] == [1])
class R:
    def __radd__(self, o):
        return ("radd", o)
    def __rsub__(self, o):
        return ("rsub", o)
    def __getattribute__(self, n):
        return object.__getattribute__(self, n)


print(1 + R(), "s" - R())
print(dir(Ann())[-3:], callable(Ann), callable(Ann()))
print(object.__doc__ is not None, Ann.__doc__, Prop.v.fget.__name__)
