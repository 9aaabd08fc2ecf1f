class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    x, y = A("x"), A("y")
    x.y, y.x = y, x
    raise ValueError("uncaught")
a = A("a")
f()
