# Inside __del__ references are alive; callbacks come after it, before the attributes go.
import weakref


class Part:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del part", self.n)


class A:
    def __init__(self):
        self.part = Part(1)

    def __del__(self):
        print("del a", r() is self, weakref.getweakrefcount(self))


a = A()
r = weakref.ref(a, lambda x: print("callback", x is r, x()))
s = weakref.ref(a.part, lambda x: print("part's callback"))
del a
print("end", r(), s())


class Back:
    def __del__(self):
        global saved
        saved = self


b = Back()
q = weakref.ref(b, lambda x: print("never"))
b = None
print(q() is saved, weakref.getweakrefcount(saved))
q = None
saved = None
