class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, name)
name = "still here"
a = A("circle"); a.me = a
b = A("plain")
c = [A(1), A(2)]
c.append(c)
del c
_private = A("private")
def f(): return a
class K:
    inside = A("in a class")
