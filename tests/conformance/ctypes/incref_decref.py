# One count operation by hand, as sys.getrefcount sees it.
import ctypes
import sys

x = ["some", "list"]
print(sys.getrefcount(x))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(x))
print(sys.getrefcount(x))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(x))
print(sys.getrefcount(x))
ctypes.pythonapi.Py_DecRef(ctypes.py_object(x))
ctypes.pythonapi.Py_DecRef(ctypes.py_object(x))
print(sys.getrefcount(x), x)
for obj in (object(), {}, (1, [2]), "text" * 3, 10**30, len, int):
    before = sys.getrefcount(obj)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(obj))
    during = sys.getrefcount(obj)
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(obj))
    print(type(obj).__name__, during - before, sys.getrefcount(obj) - before)
