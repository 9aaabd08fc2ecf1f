# __del__ first, references still alive; then callbacks; then the attributes go.
import weakref
class Part:
    def __del__(self): print("part gone")
class A:
    def __init__(self): self.part = Part()
    def __del__(self): print("del", r() is self)
a = A()
r = weakref.ref(a, lambda w: print("callback", w()))
del a
print("end")
back = None
class B:
    def __del__(self):
        global back
        back = self
b = B(); r = weakref.ref(b, lambda w: print("b gone"))
b = None
print(r() is back)
back = None
print(r())
