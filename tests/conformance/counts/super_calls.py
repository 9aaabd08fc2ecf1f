# super() makes a temporary that holds self; zero-argument super needs a cell.
import sys


class Base:
    def look(self):
        return sys.getrefcount(self)

    @classmethod
    def kind(cls):
        return cls.__name__


class Derived(Base):
    def look(self):
        before = sys.getrefcount(self)
        up = super()
        with_super = sys.getrefcount(self)
        method = up.look
        return before, with_super, sys.getrefcount(self), method(), super().look()

    @classmethod
    def kind(cls):
        return super().kind() + "!"


class More(Derived):
    def look(self):
        return super(More, self).look(), sys.getrefcount(self)


d = Derived()
print(d.look(), Derived().look())
print(More().look(), More.kind())
print(sys.getrefcount(d), sys.getrefcount(Derived.look.__closure__[0]))
