# The part of numpy that is Python: sets, counting, iterating, applying.


# Sets and counting.

def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None):
    if axis is not None:
        raise TypeError("the model's unique() takes no axis")
    ar = asanyarray(ar).flatten()
    if return_index or return_inverse:
        order = ar.argsort(kind="mergesort" if return_index else "quicksort")
        aux = ar[order]
    else:
        ar.sort()
        aux = ar
    mask = empty(aux.shape, dtype=bool)
    mask[:1] = True
    mask[1:] = aux[1:] != aux[:-1]
    result = (aux[mask],)
    if return_index:
        result += (order[mask],)
    if return_inverse:
        groups = cumsum(mask) - 1
        inverse = empty(mask.shape, dtype=intp)
        inverse[order] = groups
        result += (inverse,)
    if return_counts:
        result += (diff(concatenate(nonzero(mask) + ([mask.size],))),)
    return result[0] if len(result) == 1 else result


def isin(element, test_elements, assume_unique=False, invert=False):
    element = asanyarray(element)
    wanted = unique(asanyarray(test_elements))
    if wanted.size == 0:
        return full(element.shape, invert)
    at = minimum(searchsorted(wanted, element), wanted.size - 1)
    found = wanted[at] == element
    return ~found if invert else found


def in1d(ar1, ar2, assume_unique=False, invert=False):
    return isin(ravel(ar1), ar2, invert=invert)


def union1d(ar1, ar2):
    return unique(concatenate((ravel(ar1), ravel(ar2))))


def intersect1d(ar1, ar2):
    a = unique(ar1)
    return a[isin(a, ar2)]


def setdiff1d(ar1, ar2):
    a = unique(ar1)
    return a[isin(a, ar2, invert=True)]


def setxor1d(ar1, ar2):
    a, b = unique(ar1), unique(ar2)
    return sort(concatenate((a[isin(a, b, invert=True)], b[isin(b, a, invert=True)])))


def searchsorted(a, v, side="left"):
    return asanyarray(a).searchsorted(v, side=side)


def digitize(x, bins, right=False):
    bins = asanyarray(bins)
    if len(bins) > 1 and bins[0] > bins[-1]:
        return len(bins) - searchsorted(bins[::-1], x, side="left" if not right else "right")
    return searchsorted(bins, x, side="left" if right else "right")


def bincount(x, weights=None, minlength=0):
    x = asanyarray(x)
    if x.size and x.min() < 0:
        raise ValueError("'list' argument must have no negative elements")
    length = int(x.max()) + 1 if x.size else 0
    length = length if length > minlength else minlength
    result = zeros(length, dtype=int if weights is None else float)
    add.at(result, x, 1 if weights is None else weights)
    return result


def histogram(a, bins=10, range=None, density=None, weights=None):
    a = ravel(a)
    if ndim(bins) == 0:
        low, high = (a.min(), a.max()) if range is None else range
        if low == high:
            low, high = low - 0.5, high + 0.5
        edges = linspace(low, high, bins + 1)
    else:
        edges = asanyarray(bins)
    inside = a[(a >= edges[0]) & (a <= edges[-1])]
    places = minimum(searchsorted(edges, inside, side="right") - 1, len(edges) - 2)
    counts = bincount(places, minlength=len(edges) - 1)
    if density:
        return counts / diff(edges) / counts.sum(), edges
    return counts, edges


# Iterating and applying.

def ndenumerate(arr):
    arr = asarray(arr)
    for place in ndindex(*arr.shape):
        yield place, arr[place]


def ndindex(*shape):
    if len(shape) == 1 and isinstance(shape[0], tuple):
        shape = shape[0]
    places = [0] * len(shape)
    left = 1
    for length in shape:
        left *= length
    while left > 0:
        yield tuple(places)
        left -= 1
        axis = len(shape) - 1
        while axis >= 0:
            places[axis] += 1
            if places[axis] < shape[axis]:
                break
            places[axis] = 0
            axis -= 1


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = moveaxis(asanyarray(arr), axis, -1)
    results = [func1d(arr[place], *args, **kwargs) for place in ndindex(*arr.shape[:-1])]
    inner = shape(results[0])
    whole = array(results).reshape(arr.shape[:-1] + inner)
    return whole if not inner else moveaxis(whole, -1, axis)


class vectorize:
    def __init__(self, pyfunc, otypes=None):
        self.pyfunc = pyfunc
        self.otypes = otypes

    def __call__(self, *args):
        arrays = broadcast_arrays(*args)
        flat = [a.ravel() for a in arrays]
        values = [self.pyfunc(*items) for items in zip(*flat)]
        dtype = None if self.otypes is None else self.otypes[0]
        return array(values, dtype=dtype).reshape(arrays[0].shape)[()]
