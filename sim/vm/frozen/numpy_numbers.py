# The part of numpy that is Python: elements, comparing, statistics.


# Elements.

def clip(a, a_min, a_max, out=None):
    return asanyarray(a).clip(a_min, a_max, out=out)


def sort(a, axis=-1, kind=None, order=None):
    if axis is None:
        a = asanyarray(a).flatten()
        axis = -1
    else:
        a = asanyarray(a).copy(order="K")
    a.sort(axis=axis)
    return a


def around(a, decimals=0, out=None):
    return asanyarray(a).round(decimals, out=out)


round_ = round = around


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        dst[where] = asanyarray(src)[where] if ndim(src) else src


def count_nonzero(a, axis=None, *, keepdims=False):
    if axis is None and not keepdims:
        return int((asanyarray(a) != 0).sum())
    return (asanyarray(a) != 0).sum(axis=axis, keepdims=keepdims)


def argwhere(a):
    return transpose(nonzero(a))


def flatnonzero(a):
    return nonzero(ravel(a))[0]


def extract(condition, arr):
    return ravel(arr)[ravel(condition).astype(bool)]


def place(arr, mask, vals):
    chosen = nonzero(ravel(asanyarray(mask)))[0]
    if chosen.size:
        arr.reshape(-1)[chosen] = resize(vals, chosen.size)


def putmask(a, mask, values):
    values = asanyarray(values)
    mask = asanyarray(mask)
    a[mask] = values[mask] if values.shape == a.shape else values


def put_along_axis(arr, indices, values, axis):
    arr[_along(arr, indices, axis)] = values


def take_along_axis(arr, indices, axis):
    if axis is None:
        return ravel(arr)[indices]
    return arr[_along(arr, indices, axis)]


def _along(arr, chosen, axis):
    axis = _as_index(axis, arr.ndim)
    return tuple(chosen if k == axis else
                 arange(n).reshape((1,) * k + (-1,) + (1,) * (arr.ndim - 1 - k))
                 for k, n in enumerate(arr.shape))


def select(condlist, choicelist, default=0):
    result = asanyarray(default)
    for condition, choice in zip(reversed(condlist), reversed(choicelist)):
        result = where(condition, choice, result)
    return result


def outer(a, b, out=None):
    return multiply(ravel(a)[:, newaxis], ravel(b)[newaxis, :], out=out)


def inner(a, b):
    a, b = asanyarray(a), asanyarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return multiply(a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError("shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)"
                         % (_shape_text(a.shape), _shape_text(b.shape), a.shape[-1], a.ndim - 1,
                            b.shape[-1], b.ndim - 1))
    return dot(a, b.T)


def vdot(a, b):
    return dot(ravel(a), ravel(b))


def cross(a, b):
    a, b = asanyarray(a), asanyarray(b)
    x, y, z = a[..., 0], a[..., 1], a[..., 2]
    u, v, w = b[..., 0], b[..., 1], b[..., 2]
    return stack([y * w - z * v, z * u - x * w, x * v - y * u], -1)


def kron(a, b):
    a, b = asanyarray(a), asanyarray(b)
    if a.ndim != 2 or b.ndim != 2:
        return outer(a, b).ravel()
    return (a[:, newaxis, :, newaxis] * b[newaxis, :, newaxis, :]).reshape(
        a.shape[0] * b.shape[0], a.shape[1] * b.shape[1])


def compress(condition, a, axis=None, out=None):
    return take(a, flatnonzero(condition), axis)


def _itemset(a, *args):
    if len(args) == 1:
        a[...] = args[0]
    elif len(args) == 2 and not isinstance(args[0], tuple):
        a.flat[args[0]] = args[1]
    else:
        a[args[0] if len(args) == 2 else args[:-1]] = args[-1]


# Comparing.

def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    a, b = asanyarray(a), asanyarray(b)
    with errstate(invalid="ignore"):
        near = less_equal(abs(a - b), atol + rtol * abs(b)) & isfinite(b)
        result = near | (a == b)
        if equal_nan:
            result = result | (isnan(a) & isnan(b))
    return result


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(all(isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)))


def array_equal(a1, a2, equal_nan=False):
    try:
        a1, a2 = asarray(a1), asarray(a2)
    except Exception:
        return False
    if a1.shape != a2.shape:
        return False
    same = a1 == a2
    if equal_nan:
        same = same | (isnan(a1) & isnan(a2))
    return bool(asarray(same).all())


def array_equiv(a1, a2):
    try:
        return bool(asarray(asarray(a1) == asarray(a2)).all())
    except Exception:
        return False


# Statistics.

def ptp(a, axis=None, out=None, keepdims=False):
    a = asanyarray(a)
    return subtract(a.max(axis, keepdims=keepdims), a.min(axis, keepdims=keepdims), out)


def average(a, axis=None, weights=None, returned=False):
    a = asanyarray(a)
    if weights is None:
        result = a.mean(axis)
        scale = result.dtype.type(a.size / result.size)
    else:
        weights = asanyarray(weights)
        if a.shape != weights.shape:
            if axis is None:
                raise TypeError("Axis must be specified when shapes of a and weights differ.")
            weights = weights.reshape((1,) * _as_index(axis, a.ndim) + (-1,)
                                      + (1,) * (a.ndim - 1 - _as_index(axis, a.ndim)))
            weights = broadcast_to(weights, a.shape)
        scale = weights.sum(axis=axis)
        if any(scale == 0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = multiply(a, weights).sum(axis) / scale
    return (result, scale) if returned else result


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = asanyarray(a)
    kept = tuple(1 if axis is None or k == _as_index(axis, a.ndim) else n
                 for k, n in enumerate(a.shape))
    part = sort(a, axis)
    at = 0 if axis is None else _as_index(axis, part.ndim)
    n = part.shape[at]
    head = (slice(None),) * at
    low, high = (n // 2, n // 2 + 1) if n % 2 else (n // 2 - 1, n // 2 + 1)
    result = mean(part[head + (slice(low, high),)], axis=at)
    if a.dtype.kind == "f":
        spoilt = isnan(part[head + (slice(n - 1, n),)]).any(axis=at) if n else False
        result = where(spoilt, nan, result)[()] if any(spoilt) else result
    return reshape(result, kept) if keepdims else result


def quantile(a, q, axis=None):
    q = asanyarray(q)
    if not (all(q >= 0) and all(q <= 1)):
        raise ValueError("Quantiles must be in the range [0, 1]")
    return _quantile(a, q, axis)


def percentile(a, q, axis=None):
    q = true_divide(q, 100)
    if not (all(q >= 0) and all(q <= 1)):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantile(a, asanyarray(q), axis)


def _quantile(a, q, axis):
    part = sort(a, axis)
    part = moveaxis(part, 0 if axis is None else axis, 0)
    places = q * (part.shape[0] - 1)
    below = floor(places).astype(int)
    above = minimum(below + 1, part.shape[0] - 1)
    share = (places - below).reshape(q.shape + (1,) * (part.ndim - 1))
    low, high = part[below], part[above]
    step = subtract(high, low)
    return where(share >= 0.5, high - step * (1 - share), low + step * share)[()]


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = array(x, copy=copy)
    if x.dtype.kind == "f":
        x[isnan(x)] = nan
        x[isinf(x) & (x > 0)] = finfo(x.dtype).max if posinf is None else posinf
        x[isinf(x) & (x < 0)] = finfo(x.dtype).min if neginf is None else neginf
    return x[()]


def _without_nan(a, value):
    a = array(a, copy=True)
    if a.dtype.kind == "f":
        a[isnan(a)] = value
    return a


def nansum(a, axis=None):
    return sum(_without_nan(a, 0), axis=axis)


def nanprod(a, axis=None):
    return prod(_without_nan(a, 1), axis=axis)


def nanmax(a, axis=None):
    return fmax.reduce(asanyarray(a), axis=axis)


def nanmin(a, axis=None):
    return fmin.reduce(asanyarray(a), axis=axis)


def nanmean(a, axis=None):
    a = asanyarray(a)
    return nansum(a, axis) / sum(~isnan(a), axis=axis)


def nanvar(a, axis=None, ddof=0):
    a = asanyarray(a)
    count = sum(~isnan(a), axis=axis, keepdims=True)
    mean = sum(_without_nan(a, 0), axis=axis, keepdims=True) / count
    off = _without_nan(a - mean, 0)
    return sum(off * off, axis=axis) / (sum(~isnan(a), axis=axis) - ddof)


def nanstd(a, axis=None, ddof=0):
    return sqrt(nanvar(a, axis, ddof))


def diff(a, n=1, axis=-1):
    a = asanyarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    head = (slice(None),) * _as_index(axis, a.ndim)
    for _ in range(n):
        later, earlier = a[head + (slice(1, None),)], a[head + (slice(None, -1),)]
        a = not_equal(later, earlier) if a.dtype == bool_ else subtract(later, earlier)
    return a


def ediff1d(ary):
    return diff(ravel(ary))


def gradient(f, *varargs):
    f = asanyarray(f)
    if f.ndim != 1:
        raise TypeError("the model's gradient() takes one dimension")
    step = varargs[0] if varargs else 1.0
    result = empty(f.shape, dtype=f.dtype if f.dtype.kind == "f" else float)
    result[1:-1] = (f[2:] - f[:-2]) / (2.0 * step)
    result[0] = (f[1] - f[0]) / step
    result[-1] = (f[-1] - f[-2]) / step
    return result


def trapz(y, x=None, dx=1.0, axis=-1):
    y = asanyarray(y)
    step = dx if x is None else diff(asanyarray(x))
    head = (slice(None),) * _as_index(axis, y.ndim)
    return (step * (y[head + (slice(1, None),)] + y[head + (slice(None, -1),)]) / 2.0).sum(axis)


def interp(x, xp, fp):
    x, xp, fp = asanyarray(x), asarray(xp, dtype=float), asarray(fp, dtype=float)
    at = minimum(maximum(searchsorted(xp, x, "right") - 1, 0), len(xp) - 2)
    slope = (fp[at + 1] - fp[at]) / (xp[at + 1] - xp[at])
    inside = slope * (x - xp[at]) + fp[at]
    return where(x < xp[0], fp[0], where(x >= xp[-1], fp[-1], inside))[()]


def divmod(x1, x2):
    return floor_divide(x1, x2), remainder(x1, x2)


def modf(x):
    whole = trunc(x)
    return copysign(subtract(x, whole), x), whole
