# The part of the ctypes module that is Python, here as in CPython: the classes of cells, and
# ctypes.pythonapi with the two functions that change a count. Compiled when it is imported.
from _ctypes import CFuncPtr as _CFuncPtr, _SimpleCData, cast


class ArgumentError(Exception):
    pass


class py_object(_SimpleCData):
    _type_ = "O"


class c_byte(_SimpleCData):
    _type_ = "b"


class c_ubyte(_SimpleCData):
    _type_ = "B"


class c_short(_SimpleCData):
    _type_ = "h"


class c_ushort(_SimpleCData):
    _type_ = "H"


class c_int(_SimpleCData):
    _type_ = "i"


class c_uint(_SimpleCData):
    _type_ = "I"


class c_long(_SimpleCData):
    _type_ = "l"


class c_ulong(_SimpleCData):
    _type_ = "L"


c_longlong = c_int64 = c_ssize_t = c_long
c_ulonglong = c_uint64 = c_size_t = c_ulong
c_int32, c_uint32, c_int16, c_uint16, c_int8, c_uint8 = (
    c_int, c_uint, c_short, c_ushort, c_byte, c_ubyte)
_SIZES = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "O": 8}


def sizeof(thing):
    cls = thing if isinstance(thing, type) else type(thing)
    if not issubclass(cls, _SimpleCData):
        raise TypeError("this type has no size")
    return _SIZES[cls._type_]


class PyDLL:
    def __init__(self, name):
        class _FuncPtr(_CFuncPtr):
            pass

        self._FuncPtr = _FuncPtr
        self._name = name

    def __repr__(self):
        return "<%s '%s' at %#x>" % (type(self).__name__, self._name, id(self))

    def __getattr__(self, name):
        # Asked for once: then it is an attribute.
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name not in ("Py_IncRef", "Py_DecRef"):
            raise NotImplementedError(
                "'%s' of ctypes.pythonapi is not modelled: Py_IncRef and Py_DecRef are" % name)
        function = self._FuncPtr(name)
        function.__name__ = name
        function.restype = c_int
        setattr(self, name, function)
        return function


pythonapi = PyDLL(None)
