# __del__ is a method like others: it is inherited, overridden, called by hand.
class Base:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("base", self.n)


class Child(Base):
    def __del__(self):
        print("child", self.n)
        super().__del__()


class Silent(Base):
    __del__ = None


b = Base(1)
b.__del__()
print("by hand")
del b
Child(2)
c = Child(3)
c.__del__ = lambda: print("instance attribute")
del c
Base.__del__ = lambda self: print("replaced", self.n)
Base(4)
Child(5)
del Child.__del__
Child(6)
del Base.__del__
Base(7)
print("end")
