# What a reference can do when its object is gone.
import weakref


class A:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


a, b = A(), A()
ra, rb, rc = weakref.ref(a), weakref.ref(b), weakref.ref(a)
print(ra == rb, ra != rb, ra is rc, hash(ra), ra == a)
table = {ra: "a"}
print(table[rb])
del b
print(ra == rb, rb == rb, rb())
del a
print(ra == rb, ra == ra, hash(ra), ra in table)
c = A()
rd = weakref.ref(c)
c = None
try:
    hash(rd)
except TypeError as e:
    print(e)
print(repr(rd).endswith("dead>"), rd.__callback__)
p = weakref.proxy(A())
for use in (lambda: p.x, lambda: str(p), lambda: p == 1):
    try:
        print(use())
    except ReferenceError as e:
        print(e)
