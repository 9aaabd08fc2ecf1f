# The context manager's exit method waits on the stack; the manager itself is not kept.
import sys


class Manager:
    def __enter__(self):
        print("enter", sys.getrefcount(self))
        return self

    def __exit__(self, *info):
        print("exit", sys.getrefcount(self), info[0])
        return True


m = Manager()
print(sys.getrefcount(m))
with m:
    print(sys.getrefcount(m))
with m as n:
    print(sys.getrefcount(m), sys.getrefcount(n))
del n
with Manager() as k:
    print(sys.getrefcount(k))
del k
with m, m:
    print(sys.getrefcount(m))
with m as a, m as b:
    raise KeyError(1)
print(sys.getrefcount(m))
del a, b
print(sys.getrefcount(m))
