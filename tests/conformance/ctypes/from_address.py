# The count read from memory, where sys.getrefcount would add one of its own.
import ctypes
import sys


def ref_count(address):
    return ctypes.c_long.from_address(address).value


a = [1, 2, 3]
print(ref_count(id(a)), sys.getrefcount(a))
b = a
print(ref_count(id(a)))
c = {"key": a}
print(ref_count(id(a)), ref_count(id(b)) == ref_count(id(c["key"])))
b = None
del c
where = id(a)
print(ref_count(where))
a = None
print(ref_count(where))
t = object()
cell = ctypes.c_ssize_t.from_address(id(t))
u = [t] * 4
print(cell.value, ctypes.c_size_t.from_address(id(t)).value, ctypes.c_int.from_address(id(t)).value)
u.clear()
print(cell.value, cell)
print(ref_count(id(None)) == sys.getrefcount(None) - 1)
