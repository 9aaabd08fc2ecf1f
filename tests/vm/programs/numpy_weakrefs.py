# Arrays can be weakly referenced; scalars cannot.
import weakref
import numpy as np

a = np.arange(4)
r = weakref.ref(a, lambda ref: print("gone", ref() is None))
p = weakref.proxy(a)
v = a[1:]
print(r() is a, p.shape, weakref.getweakrefcount(a))
del a
print(r() is v.base)
del v
print(r())
cache = weakref.WeakValueDictionary()
cache["big"] = big = np.zeros(1000)
print(len(cache), cache["big"] is big)
del big
print(len(cache))
try:
    weakref.ref(np.float64(1))
except TypeError as e:
    print(e)
