# Callbacks are called from the newest reference to the oldest.
import weakref


class A:
    pass


log = []
a = A()
refs = [weakref.ref(a, lambda r, n=n: log.append(n)) for n in range(5)]
plain = weakref.ref(a)
proxy = weakref.proxy(a, lambda p: log.append("proxy"))
print(weakref.getweakrefcount(a))
del refs[2]
print(weakref.getweakrefcount(a))
del a
print(log, plain(), [r() for r in refs])
log.clear()
b = A()
first = weakref.ref(b, lambda r: log.append(r is first))
second = weakref.ref(b, lambda r: log.append(first() is None))
b = None
print(log)
