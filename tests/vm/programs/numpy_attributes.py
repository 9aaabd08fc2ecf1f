import numpy as np
a = np.zeros((3, 4), dtype=np.float32)
print(a.shape, a.strides, a.ndim, a.size, a.dtype, a.itemsize, a.nbytes, a.base, a.T.shape, type(a), type(a.shape[0]), np.ndarray, isinstance(a, np.ndarray), a.dtype.name)
print(type(a.flags).__name__, np.float64, np.int64, np.bool_, np.float32.__name__, np.ndarray.__name__, type(a.size))
print(np.random.rand.__name__ if False else '', np.zeros.__name__, np.arange(3).shape == (3,), a.shape[1], a.reshape(-1).shape)
from numpy import array, zeros as z, float64
from numpy.random import default_rng, seed
import numpy.random as nr
import numpy
print(array([1]), z(1), float64(1), numpy is np, nr is np.random, numpy.random.seed is seed)
