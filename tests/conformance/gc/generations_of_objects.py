# Survivors grow older, and stay old.
import gc


class A:
    pass


def generation(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]


gc.collect()
gc.disable()
a = A()
l = [a]
t = (a, 1)
print(generation(a), generation(l), generation(t))
gc.collect(0)
b = A()
print(generation(a), generation(l), generation(b))
gc.collect(1)
print(generation(a), generation(b), generation(t))
gc.collect(0)
c = A()
print(generation(a), generation(b), generation(c))
gc.collect(2)
print(generation(a), generation(c))
print(generation(5), generation("x"), generation((1, 2)), generation(A) == [2])
for bad in (3, -1):
    try:
        gc.get_objects(generation=bad)
    except ValueError as e:
        print(e)
gc.freeze()
print(generation(a), gc.get_freeze_count() > 3)
gc.unfreeze()
print(generation(a), gc.get_freeze_count())
