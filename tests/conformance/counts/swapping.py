# A swap moves references: no count changes.
import sys


class Thing:
    pass


a, b, c = Thing(), Thing(), Thing()
a, b = b, a
print(sys.getrefcount(a), sys.getrefcount(b))
a, b, c = c, a, b
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c))
box = [a, b]
box[0], box[1] = box[1], box[0]
print(sys.getrefcount(a), sys.getrefcount(b))
box.reverse()
print(sys.getrefcount(a), box[0] is a)
d = {"k": a}
d["k"], b = b, d["k"]
print(sys.getrefcount(a), sys.getrefcount(b), b is a)


def local():
    p, q = Thing(), Thing()
    p, q = q, p
    p = q = p
    return sys.getrefcount(p)


print(local())
c = c
print(sys.getrefcount(c))
