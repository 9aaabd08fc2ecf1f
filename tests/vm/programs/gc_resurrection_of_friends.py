# One finalizer brings back itself and all it leads to; the rest of the garbage goes.
import gc
saved = None
class A:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        global saved
        print("del", self.name)
        if self.name == "b":
            saved = self
gc.collect()
a, b, c, d = A("a"), A("b"), A("c"), A("d")
a.to, b.to, c.to, d.to = b, c, b, d
del a, b, c, d
print(gc.collect())
print(saved.name, saved.to.name)
saved = None
print(gc.collect())
