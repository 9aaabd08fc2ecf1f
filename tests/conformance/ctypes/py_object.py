# A py_object holds one reference.
import ctypes
import gc
import sys

x = [1]
p = ctypes.py_object(x)
print(sys.getrefcount(x), p, p.value is x, sys.getrefcount(x))
q = ctypes.py_object()
print(q)
try:
    q.value
except ValueError as error:
    print(error)
q.value = x
print(sys.getrefcount(x), q)
q.value = None
print(sys.getrefcount(x), q, ctypes.sizeof(q), ctypes.sizeof(ctypes.c_int))
print(sys.getsizeof(p), gc.is_tracked(p), isinstance(p, ctypes.py_object))
del p
print(sys.getrefcount(x))
n = ctypes.c_int(2**32 + 7)
print(n, n.value, ctypes.c_uint(-1).value, ctypes.c_long(-5), ctypes.c_ubyte(300).value)
n.value += 1
print(n.value)
for bad in (lambda: ctypes.c_long("a"), lambda: ctypes.py_object(1, 2),
            lambda: ctypes.c_long.from_address("a")):
    try:
        bad()
    except TypeError as error:
        print(error)
