# What callbacks are told, and that they may be changed meanwhile.
import gc


class A:
    pass


def tell(phase, info):
    print(phase, info["generation"], info["collected"], info["uncollectable"])


def second(phase, info):
    if phase == "stop":
        gc.callbacks.remove(second)
        print("second leaves")


gc.collect()
gc.disable()
gc.callbacks.append(tell)
a = A()
a.a = a
del a
print(gc.collect(0))
gc.callbacks.insert(0, second)
print(gc.collect(1))
l = []
l.append(l)
l = None
print(gc.collect(), len(gc.callbacks))
gc.callbacks.clear()
print(gc.collect())
