import gc
class A:
    def __init__(self): self.x = [1]; self.y = "s"
class S:
    __slots__ = ("p", "q")
x = [1, "a", [2]]
print(gc.get_referents(x), gc.get_referents({"a": 1, 2: 3}), gc.get_referents({"k": "v"}))
print(gc.get_referents((1, 2), [3]), gc.get_referents(1, "s"), gc.get_referents())
print([type(o).__name__ for o in gc.get_referents(A())])
s = S(); s.q = 5; s.p = 6
print([type(o).__name__ for o in gc.get_referents(s)])
print([type(o).__name__ for o in gc.get_referents(A)])
def f(a=1, *, b=2): return x
print([type(o).__name__ for o in gc.get_referents(f)])
print([type(o).__name__ for o in gc.get_referents(A().__init__)])
