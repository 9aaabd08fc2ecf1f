# A name of a class body lives in the namespace, then in the class's dict.
import sys


class Thing:
    pass


shared = Thing()


class Holder:
    first = shared
    print(sys.getrefcount(shared))
    second = first
    print(sys.getrefcount(first), sys.getrefcount(second))
    names = [first, second]
    print(sys.getrefcount(shared))


print(sys.getrefcount(shared), sys.getrefcount(Holder.first))
del Holder.second
print(sys.getrefcount(shared))
Holder.names.pop()
print(sys.getrefcount(shared))
del Holder
import gc
gc.collect()
print(sys.getrefcount(shared))
