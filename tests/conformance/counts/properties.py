# A property's functions, and what a getter returns.
import sys


class Point:
    def __init__(self):
        self._x = [1]

    @property
    def x(self):
        return self._x

    @property
    def count(self):
        return sys.getrefcount(self)

    @x.setter
    def x(self, value):
        print("set", sys.getrefcount(value), sys.getrefcount(self))
        self._x = value

    @x.deleter
    def x(self):
        print("del", sys.getrefcount(self._x))
        del self._x


p = Point()
print(sys.getrefcount(p.x), sys.getrefcount(p._x), p.count)
y = p.x
print(sys.getrefcount(y), sys.getrefcount(p.x))
p.x = [2]
print(sys.getrefcount(y))
p.x = y
print(sys.getrefcount(y))
del p.x
print(sys.getrefcount(y), hasattr(p, "x"))
prop = vars(Point)["x"]
print(sys.getrefcount(prop), sys.getrefcount(prop.fget), sys.getrefcount(prop.fset))
