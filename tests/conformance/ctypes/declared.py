# With argtypes the function takes any object; with restype None it returns None.
import sys
from ctypes import py_object, pythonapi

incref = pythonapi.Py_IncRef
decref = pythonapi.Py_DecRef
print(incref is pythonapi.Py_IncRef, incref.__name__, incref.argtypes)
incref.argtypes = [py_object]
incref.restype = None
decref.argtypes = (py_object,)
decref.restype = None


def refs(obj):
    return sys.getrefcount(obj) - 3


x = {"a": 1}
print(refs(x), incref(x), refs(x), decref(x), refs(x))
for _ in range(5):
    incref(x)
print(refs(x))
for _ in range(5):
    decref(x)
print(refs(x), incref.argtypes == [py_object], decref.argtypes, incref.restype)
for bad in (lambda: incref(), lambda: setattr(incref, "argtypes", 5)):
    try:
        bad()
    except TypeError as error:
        print(error)
