import numpy as np
for name in ('bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'):
    a = np.zeros(3, dtype=name)
    print(name, a.dtype, repr(a.dtype), a.itemsize, a.nbytes, a.strides, repr(a), a.dtype.kind, a.dtype.char, a.dtype.str)
print(np.zeros(2, dtype=int).dtype, np.zeros(2, dtype=float).dtype, np.zeros(2, bool).dtype)
print(np.zeros(2, 'f4').dtype, np.zeros(2, '<i4').dtype, np.zeros(2, 'u1').dtype, np.zeros(2, np.float32).dtype)
print(np.dtype('float64') == np.float64, np.dtype(float) == 'float64', np.dtype('i4') == np.int64, np.dtype('i4') != 'int32')
print(np.dtype(np.int16).itemsize, np.dtype('float32').name, np.arange(3).dtype is np.arange(5).dtype)
print(np.arange(3).dtype == int, np.zeros(3).dtype == float, np.dtype('float64').type)
for bad in ('foo', 5):
    try:
        np.zeros(3, dtype=bad)
    except TypeError as e:
        print(e)
