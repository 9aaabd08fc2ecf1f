# A circle is found by a collection of the generation in which its members are.
import gc


class A:
    pass


def circle():
    a, b = A(), A()
    a.x, b.x = b, a
    return a


gc.collect()
gc.disable()
c = circle()
gc.collect(0)
c = None
print(gc.collect(0), gc.collect(1))
c = circle()
gc.collect(1)
c = None
print(gc.collect(0), gc.collect(1), gc.collect(2))
old = circle()
gc.collect()
old.young = circle()
old = None
print(gc.collect(0), gc.collect(1), gc.collect(2))
young = circle()
held = [young]
gc.collect(0)
young = None
print(gc.collect(0), gc.collect(1))
held = None
print(gc.collect(1), gc.collect(2))
