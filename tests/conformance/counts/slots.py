# Values in slots are held by the instance alone.
import sys


class Pair:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


class Thing:
    pass


t = Thing()
p = Pair(t, t)
print(sys.getrefcount(t), sys.getrefcount(p.left), sys.getrefcount(p))
p.left = None
print(sys.getrefcount(t))
del p.right
print(sys.getrefcount(t), hasattr(p, "right"))
p.left = p.right = t
print(sys.getrefcount(t))
q = Pair(p, t)
print(sys.getrefcount(p), sys.getrefcount(t))
del q
print(sys.getrefcount(p), sys.getrefcount(t))
descriptor = Pair.left
print(sys.getrefcount(descriptor), descriptor.__get__(p) is t, sys.getrefcount(t))
descriptor.__delete__(p)
print(sys.getrefcount(t))
