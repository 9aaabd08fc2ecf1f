# Bound methods and builtin methods have no free list of their own in 3.11.
class A:
    def m(self):
        pass


a = A()
m = a.m
old = id(m)
del m
n = a.m
print(id(n) == old)
l = [].append
p = id(l)
del l
q = {}.get
print(id(q) == p)
del q
r = "".join
print(id(r) == p, id(n) == p)
print(id(a.m) == id(a.m), id([].pop) == id([].sort))
x = A().m
y = A().m
print(x.__self__ is y.__self__, id(x) == id(y))
