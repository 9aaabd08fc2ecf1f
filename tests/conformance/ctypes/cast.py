# From an id() back to the object: no reference is taken until .value is asked for.
import ctypes
import sys


class Thing:
    def __init__(self, name):
        self.name = name


t = Thing("first")
where = id(t)
borrowed = ctypes.cast(where, ctypes.py_object)
print(sys.getrefcount(t), borrowed.value is t)
again = ctypes.cast(id(t), ctypes.py_object).value
print(again.name, sys.getrefcount(t))
del t
print(again.name, sys.getrefcount(again), id(again) == where)
numbers = [10**20, 2.5, "word", (1, 2)]
print([ctypes.cast(id(n), ctypes.py_object).value is n for n in numbers])
try:
    ctypes.cast(2.5, ctypes.py_object)
except ctypes.ArgumentError as error:
    print(error)
