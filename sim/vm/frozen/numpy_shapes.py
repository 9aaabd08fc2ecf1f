# The part of numpy that is Python: shapes, new arrays, arrays of arrays.


# Shapes.

def ndim(a):
    return asanyarray(a).ndim


def shape(a):
    return asanyarray(a).shape


def size(a, axis=None):
    a = asanyarray(a)
    return a.size if axis is None else a.shape[axis]


def expand_dims(a, axis):
    a = asanyarray(a)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    count = a.ndim + len(axes)
    places = [_as_index(place, count) for place in axes]
    lengths = iter(a.shape)
    return a.reshape([1 if place in places else next(lengths) for place in range(count)])


def moveaxis(a, source, destination):
    a = asanyarray(a)
    sources = source if isinstance(source, (tuple, list)) else (source,)
    places = destination if isinstance(destination, (tuple, list)) else (destination,)
    sources = [_as_index(axis, a.ndim) for axis in sources]
    places = [_as_index(axis, a.ndim) for axis in places]
    if len(sources) != len(places):
        raise ValueError("`source` and `destination` arguments must have "
                         "the same number of elements")
    order = [axis for axis in range(a.ndim) if axis not in sources]
    for place, axis in sorted(zip(places, sources)):
        order.insert(place, axis)
    return a.transpose(order)


def rollaxis(a, axis, start=0):
    n = a.ndim
    axis = _as_index(axis, n)
    start = start + n if start < 0 else start
    order = [k for k in range(n) if k != axis]
    order.insert(start - 1 if axis < start else start, axis)
    return a.transpose(order)


def atleast_1d(*arrays):
    results = [a if a.ndim > 0 else a.reshape(1) for a in map(asanyarray, arrays)]
    return results[0] if len(results) == 1 else results


def atleast_2d(*arrays):
    results = []
    for a in map(asanyarray, arrays):
        if a.ndim == 0:
            a = a.reshape(1, 1)
        elif a.ndim == 1:
            a = a[newaxis, :]
        results.append(a)
    return results[0] if len(results) == 1 else results


def atleast_3d(*arrays):
    results = []
    for a in map(asanyarray, arrays):
        if a.ndim == 0:
            a = a.reshape(1, 1, 1)
        elif a.ndim == 1:
            a = a[newaxis, :, newaxis]
        elif a.ndim == 2:
            a = a[:, :, newaxis]
        results.append(a)
    return results[0] if len(results) == 1 else results


def broadcast_shapes(*shapes):
    tuples = [(s,) if isinstance(s, int) else tuple(s) for s in shapes]
    count = 0
    for s in tuples:
        count = len(s) if len(s) > count else count
    result = [1] * count
    for number, s in enumerate(tuples):
        for k, length in enumerate(s, count - len(s)):
            if length != 1 and result[k] not in (1, length):
                raise ValueError("shape mismatch: objects cannot be broadcast to a single shape.")
            result[k] = length if length != 1 else result[k]
    return tuple(result)


def broadcast_to(array, shape, subok=False):
    array = asanyarray(array)
    shape = (shape,) if isinstance(shape, (int, integer)) else tuple(shape)
    extra = len(shape) - array.ndim
    strides = [0] * len(shape)
    fits = extra >= 0
    for k in range(array.ndim if fits else 0):
        length, wanted = array.shape[k], shape[extra + k]
        fits = fits and length in (1, wanted)
        strides[extra + k] = 0 if length == 1 and wanted != 1 else array.strides[k]
    if not fits:
        raise ValueError("operands could not be broadcast together with remapped shapes "
                         "[original->remapped]: %s  and requested shape %s"
                         % (_shape_text(array.shape), _shape_text(shape)))
    return _strided(array, shape, tuple(strides), False)


def _shape_text(shape):
    return "(%s%s)" % (",".join(map(str, shape)), "," if len(shape) == 1 else "")


def broadcast_arrays(*args, subok=False):
    arrays = [asanyarray(a) for a in args]
    common = broadcast_shapes(*[a.shape for a in arrays])
    return [a if a.shape == common else broadcast_to(a, common) for a in arrays]


# New arrays.

def eye(N, M=None, k=0, dtype=float, order="C"):
    M = N if M is None else M
    m = zeros((N, M), dtype=dtype, order=order)
    if k < M and -k < N and m.size:
        if order == "C":
            m[:M - k].reshape(-1)[k if k >= 0 else -k * M::M + 1] = 1
        else:
            for row in range(N):
                if 0 <= row + k < M:
                    m[row, row + k] = 1
    return m


def identity(n, dtype=None):
    return eye(n, dtype=float if dtype is None else dtype)


def tri(N, M=None, k=0, dtype=float):
    M = N if M is None else M
    return (arange(N)[:, newaxis] >= arange(-k, M - k)).astype(dtype)


def tril(m, k=0):
    m = asanyarray(m)
    return where(tri(m.shape[-2], m.shape[-1], k=k, dtype=bool), m, zeros(1, m.dtype))


def triu(m, k=0):
    m = asanyarray(m)
    return where(tri(m.shape[-2], m.shape[-1], k=k - 1, dtype=bool), zeros(1, m.dtype), m)


def diag(v, k=0):
    v = asanyarray(v)
    if v.ndim == 1:
        n = v.shape[0] + (k if k >= 0 else -k)
        result = zeros((n, n), v.dtype)
        rows = arange(v.shape[0])
        result[rows - (k if k < 0 else 0), rows + (k if k > 0 else 0)] = v
        return result
    if v.ndim == 2:
        return diagonal(v, k)
    raise ValueError("Input must be 1- or 2-d.")


def diagonal(a, offset=0, axis1=0, axis2=1):
    a = asanyarray(a)
    if a.ndim < 2:
        raise ValueError("diag requires an array of at least two dimensions")
    axis1, axis2 = _as_index(axis1, a.ndim), _as_index(axis2, a.ndim)
    rest = [k for k in range(a.ndim) if k not in (axis1, axis2)]
    a = a.transpose(rest + [axis1, axis2])
    a = a[..., -offset:, :] if offset < 0 else a[..., offset:]
    length = a.shape[-2] if a.shape[-2] < a.shape[-1] else a.shape[-1]
    return _strided(a, a.shape[:-2] + (length,), a.strides[:-2] + (a.strides[-2] + a.strides[-1],),
                    False)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return diagonal(a, offset, axis1, axis2).sum(-1, dtype=dtype, out=out)


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    result = power(base, linspace(start, stop, num=num, endpoint=endpoint))
    return result if dtype is None else result.astype(dtype, copy=False)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    count = len(xi)
    output = [asanyarray(x).reshape((1,) * i + (-1,) + (1,) * (count - 1 - i))
              for i, x in enumerate(xi)]
    if indexing == "xy" and count > 1:
        output[0] = output[0].reshape((1, -1) + (1,) * (count - 2))
        output[1] = output[1].reshape((-1, 1) + (1,) * (count - 2))
    if not sparse:
        output = broadcast_arrays(*output)
    return [x.copy() for x in output] if copy else output


def indices(dimensions, dtype=int):
    dimensions = tuple(dimensions)
    count = len(dimensions)
    result = empty((count,) + dimensions, dtype=dtype)
    for i, length in enumerate(dimensions):
        result[i] = arange(length, dtype=dtype).reshape(
            (1,) * i + (length,) + (1,) * (count - i - 1))
    return result


def ix_(*args):
    places = [asanyarray(a) for a in args]
    places = [a.nonzero()[0] if a.dtype == bool_ else a for a in places]
    return tuple(a.reshape((1,) * i + (-1,) + (1,) * (len(args) - 1 - i))
                 for i, a in enumerate(places))


def unravel_index(indices, shape, order="C"):
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    left = asanyarray(indices)
    total = 1
    for length in shape:
        total *= length
    if left.size and (left.min() < 0 or left.max() >= total):
        raise ValueError("index %d is out of bounds for array with size %d"
                         % (left.max() if left.min() >= 0 else left.min(), total))
    places = []
    for length in reversed(shape) if order == "C" else shape:
        places.append((left % length)[()])
        left = left // length
    return tuple(reversed(places)) if order == "C" else tuple(places)


def ravel_multi_index(multi_index, dims):
    place = 0
    for index, length in zip(multi_index, dims):
        if asanyarray(index).min() < 0 or asanyarray(index).max() >= length:
            raise ValueError("invalid entry in coordinates array")
        place = place * length + asanyarray(index)
    return place[()]


def byte_bounds(a):
    low = high = a.__array_interface__["data"][0]
    for length, stride in zip(a.shape, a.strides):
        if stride < 0:
            low += (length - 1) * stride
        else:
            high += (length - 1) * stride
    return low, high + a.itemsize


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    return function(*indices(shape, dtype=dtype), **kwargs)


def fromiter(iter, dtype, count=-1):
    values = []
    for value in iter:
        if len(values) == count:
            break
        values.append(value)
    if len(values) < count:
        raise ValueError("iterator too short: Expected %d but iterator had only %d items."
                         % (count, len(values)))
    return array(values, dtype=dtype)


# Joining and splitting.

def stack(arrays, axis=0, out=None):
    arrays = [asanyarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len({a.shape for a in arrays}) != 1:
        raise ValueError("all input arrays must have the same shape")
    axis = _as_index(axis, arrays[0].ndim + 1)
    place = (slice(None),) * axis + (newaxis,)
    return concatenate([a[place] for a in arrays], axis=axis, out=out)


def vstack(tup, *, dtype=None):
    arrays = atleast_2d(*tup)
    return concatenate(arrays if isinstance(arrays, list) else [arrays], 0, dtype=dtype)


row_stack = vstack


def hstack(tup, *, dtype=None):
    arrays = atleast_1d(*tup)
    arrays = arrays if isinstance(arrays, list) else [arrays]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype)


def dstack(tup):
    arrays = atleast_3d(*tup)
    return concatenate(arrays if isinstance(arrays, list) else [arrays], 2)


def column_stack(tup):
    return concatenate([a if a.ndim > 1 else a.reshape(-1, 1) for a in map(asanyarray, tup)], 1)


def append(arr, values, axis=None):
    arr = asanyarray(arr)
    if axis is None:
        if arr.ndim != 1:
            arr = arr.ravel()
        values = ravel(values)
        axis = arr.ndim - 1
    return concatenate((arr, values), axis=axis)


def delete(arr, obj, axis=None):
    arr = asanyarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _as_index(axis, arr.ndim)
    n = arr.shape[axis]
    if isinstance(obj, (int, integer)):
        if not -n <= obj < n:
            raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
    keep = ones(n, dtype=bool)
    keep[obj] = False
    return arr[(slice(None),) * axis + (keep,)]


def insert(arr, obj, values, axis=None):
    arr = asanyarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _as_index(axis, arr.ndim)
    n = arr.shape[axis]
    if not -n <= obj <= n:
        raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
    obj = obj + n if obj < 0 else obj
    head = (slice(None),) * axis
    values = array(values, dtype=arr.dtype, copy=False)
    if values.ndim == 0 or values.shape != arr[head + (0,)].shape:
        values = broadcast_to(values, arr[head + (slice(0, 1),)].shape) \
            if values.ndim == 0 or axis else values
    else:
        values = values[head + (newaxis,)]
    return concatenate((arr[head + (slice(obj),)], values, arr[head + (slice(obj, None),)]), axis)


def array_split(ary, indices_or_sections, axis=0):
    ary = asanyarray(ary)
    total = ary.shape[axis]
    if isinstance(indices_or_sections, (int, integer)):
        count = int(indices_or_sections)
        if count <= 0:
            raise ValueError("number sections must be larger than 0.")
        each, extras = total // count, total % count
        points = [0]
        for k in range(count):
            points.append(points[-1] + each + (k < extras))
    else:
        points = [0, *indices_or_sections, total]
    head = (slice(None),) * _as_index(axis, ary.ndim)
    return [ary[head + (slice(points[k], points[k + 1]),)] for k in range(len(points) - 1)]


def split(ary, indices_or_sections, axis=0):
    if isinstance(indices_or_sections, (int, integer)):
        if asanyarray(ary).shape[axis] % indices_or_sections:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def vsplit(ary, indices_or_sections):
    if asanyarray(ary).ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


def hsplit(ary, indices_or_sections):
    ary = asanyarray(ary)
    if ary.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(ary, indices_or_sections, 1 if ary.ndim > 1 else 0)


def tile(A, reps):
    reps = (reps,) if isinstance(reps, (int, integer)) else tuple(reps)
    a = asanyarray(A)
    count = len(reps) if len(reps) > a.ndim else a.ndim
    reps = (1,) * (count - len(reps)) + reps
    shape = (1,) * (count - a.ndim) + a.shape
    result = empty(tuple(n * r for n, r in zip(shape, reps)), dtype=a.dtype)
    if result.size:
        pairs = [part for n, r in zip(shape, reps) for part in (r, n)]
        source = [part for n in shape for part in (1, n)]
        result.reshape(pairs)[...] = a.reshape(source)
    return result


def flip(m, axis=None):
    m = asanyarray(m)
    axes = range(m.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    axes = [_as_index(k, m.ndim) for k in axes]
    return m[tuple(slice(None, None, -1) if k in axes else slice(None) for k in range(m.ndim))]


def flipud(m):
    return asanyarray(m)[::-1, ...]


def fliplr(m):
    return asanyarray(m)[:, ::-1]


def rot90(m, k=1, axes=(0, 1)):
    m = asanyarray(m)
    k %= 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(flip(m, axes[0]), axes[1])
    order = list(range(m.ndim))
    order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
    return transpose(flip(m, axes[1]), order) if k == 1 else flip(transpose(m, order), axes[1])


def roll(a, shift, axis=None):
    a = asanyarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    axes = axis if isinstance(axis, tuple) else (axis,)
    shifts = shift if isinstance(shift, tuple) else (shift,) * len(axes)
    for places, axis in zip(shifts, axes):
        axis = _as_index(axis, a.ndim)
        head = (slice(None),) * axis
        n = a.shape[axis]
        places = places % n if n else 0
        result = empty_like(a)
        result[head + (slice(places, None),)] = a[head + (slice(None, n - places),)]
        result[head + (slice(None, places),)] = a[head + (slice(n - places, None),)]
        a = result
    return a


def resize(a, new_shape):
    new_shape = (new_shape,) if isinstance(new_shape, (int, integer)) else tuple(new_shape)
    a = ravel(a)
    wanted = 1
    for length in new_shape:
        wanted *= length
        if length < 0:
            raise ValueError("all elements of `new_shape` must be non-negative")
    if a.size == 0 or wanted == 0:
        return zeros_like(a, shape=new_shape)
    return reshape(concatenate((a,) * -(-wanted // a.size))[:wanted], new_shape)


# What attributes of arrays give.

class flatiter:
    def __init__(self, base):
        self.base = base
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        self.index += 1
        return self[self.index - 1]

    def __len__(self):
        return self.base.size

    def __getitem__(self, key):
        return self.base.ravel()[key] if self.base.flags.c_contiguous else self.base.flatten()[key]

    def __setitem__(self, key, value):
        if self.base.flags.c_contiguous:
            self.base.reshape(-1)[key] = value
        else:
            changed = self.base.flatten()
            changed[key] = value
            self.base[...] = changed.reshape(self.base.shape)

    def copy(self):
        return self.base.flatten()


class _ctypes:
    def __init__(self, array):
        self._arr = array

    @property
    def data(self):
        return self._arr.__array_interface__["data"][0]


_ctypes.__module__ = "numpy.core._internal"
