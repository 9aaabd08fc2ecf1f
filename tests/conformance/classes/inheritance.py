# C3, super, __init_subclass__, __set_name__, slots, properties.
class Base:
    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag or cls.__name__.lower()

    def who(self):
        return ['Base']


class A(Base, tag='first'):
    def who(self):
        return ['A'] + super().who()


class B(Base):
    def who(self):
        return ['B'] + super().who()


class C(A, B):
    def who(self):
        return ['C'] + super().who()


print(C().who(), [k.__name__ for k in C.__mro__], A.tag, B.tag, C.tag)
try:
    class Bad(Base, A):
        pass
except TypeError as error:
    print(error)


class Named:
    def __set_name__(self, owner, name):
        self.name = name
        print('named', owner.__name__, name)

    def __get__(self, instance, owner):
        return (self.name, instance is None)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value


class D:
    field = Named()
    __slots__ = ('__dict__', 'slot')


d = D()
d.field = 3
print(d.field, D.field, d.__dict__)
try:
    d.slot
except AttributeError as error:
    print(error)
d.slot = 1
print(d.slot, D.slot.__get__(d))


class S:
    __slots__ = 'x', 'y'


s = S()
for name in 'x', 'z':
    try:
        setattr(s, name, 1)
        print('set', name)
    except AttributeError as error:
        print(error)
print(isinstance(C(), (int, B)), issubclass(C, Base), C.__bases__, type(C).__name__, super(C, C()).who())
print(type('T', (A,), {'v': 1}, tag='t').tag, vars(S).keys() >= {'x', 'y'})
