# A count that nobody takes back keeps an object alive for ever: no __del__, no weakref callback.
import ctypes
import gc
import weakref


class Leaky:
    def __del__(self):
        print("del")


a, b = Leaky(), Leaky()
ref = weakref.ref(a, lambda r: print("gone"))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(a))
del a
gc.collect()
print(ref() is not None)
del b
print("b is gone")
a = ref()
ctypes.pythonapi.Py_DecRef(ctypes.py_object(a))
del a
print(ref())
ring = [1]
ring.append(ring)
where = id(ring)
ctypes.pythonapi.Py_IncRef(ctypes.py_object(ring))
del ring
gc.collect()
print(any(id(o) == where for o in gc.get_objects()))
