# Counts changed by hand, and the cells that do it.
import ctypes
import gc
import sys

incref = ctypes.pythonapi.Py_IncRef
incref.argtypes = [ctypes.py_object]
x = ["x"]
incref(x)
incref(x)
print(sys.getrefcount(x))
ctypes.pythonapi.Py_DecRef(ctypes.py_object(x))
cell = ctypes.py_object(x)
cell.value = cell
empty = ctypes.py_object()
count = ctypes.c_long.from_address(id(x))
print(count.value, sys.getrefcount(cell), empty)
count.value += 1
print(sys.getrefcount(x), count.value)
count.value -= 1
back = ctypes.cast(id(x), ctypes.py_object)
print(back.value is x, gc.is_tracked(cell))
ring = ctypes.py_object()
ring.value = [ring]
del ring
gc.collect()
ctypes.pythonapi.Py_DecRef(ctypes.py_object(x))
print(sys.getrefcount(x))
