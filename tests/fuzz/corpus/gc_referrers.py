import gc
class A: pass
a = A()
l = [a]; d = {"k": a}; t = (a, l); s = {a}; o = A(); o.attr = a
found = gc.get_referrers(a)
print(len(found), all(any(x is y for y in found) for x in (l, d, t, s, o, globals())))
print(len(gc.get_referrers(l)), len(gc.get_referrers(l, o)))
def f():
    v = A()
    return gc.get_referrers(v)
print(f())
print(gc.get_referrers(object()), gc.get_referrers())
