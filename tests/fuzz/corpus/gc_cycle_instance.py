import gc
class A:
    pass
gc.collect()
a = A(); a.me = a; del a
print("self", gc.collect())
a = A(); a.me = a; a.__dict__; del a
print("with dict", gc.collect())
a, b = A(), A(); a.o = b; b.o = a; del a, b
print("two", gc.collect())
class S:
    __slots__ = ("x", "y")
s = S(); s.x = s; s.y = [s]; del s
print("slots", gc.collect())
class L(list):
    pass
l = L(); l.append(l); l.me = l; del l
print("list subclass", gc.collect())
