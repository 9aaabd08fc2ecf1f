import weakref
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = A("a"); ra = weakref.ref(a, lambda w: print("callback a"))
b = A("b"); b.me = b; rb = weakref.ref(b, lambda w: print("callback b"))
weakref.finalize(a, print, "finalize a")
