# The part of numpy that is Python, here as there: what is raised, what types can hold, and
# settings that hold for a block. It runs in the module's namespace, as the other parts do, so that
# names such as sum and abs are numpy's.


def _as_index(axis, ndim):
    if not -ndim <= axis < ndim:
        raise AxisError(axis, ndim)
    return axis % ndim if ndim else axis


class AxisError(ValueError, IndexError):
    def __init__(self, axis, ndim=None, msg_prefix=None):
        if ndim is None and msg_prefix is None:
            message = axis
        else:
            message = f"axis {axis} is out of bounds for array of dimension {ndim}"
            if msg_prefix is not None:
                message = f"{msg_prefix}: {message}"
        super().__init__(message)
        self.axis = axis
        self.ndim = ndim


class UFuncTypeError(TypeError):
    __module__ = "numpy.core._exceptions"


class _UFuncNoLoopError(UFuncTypeError):
    __module__ = "numpy.core._exceptions"


class _UFuncOutputCastingError(UFuncTypeError):
    __module__ = "numpy.core._exceptions"


class _ArrayMemoryError(MemoryError):
    __module__ = "numpy.core._exceptions"


# numpy shows them by the name of their base.
_ArrayMemoryError.__name__ = "MemoryError"
_UFuncNoLoopError.__name__ = _UFuncOutputCastingError.__name__ = "UFuncTypeError"


# What a type can hold.

class finfo:
    def __init__(self, dtype):
        self.dtype = _dtype_of(dtype)
        single = self.dtype.itemsize == 4
        if self.dtype.kind != "f":
            raise ValueError("data type %r not inexact" % self.dtype.type)
        kind = self.dtype.type
        self.bits = self.dtype.itemsize * 8
        self.nmant, self.precision = (23, 6) if single else (52, 15)
        self.eps = kind(2.0 ** -self.nmant)
        self.epsneg = kind(2.0 ** (-self.nmant - 1))
        self.max = kind((2 - 2.0 ** -self.nmant) * 2.0 ** (127 if single else 1023))
        self.min = -self.max
        self.tiny = self.smallest_normal = kind(2.0 ** (-126 if single else -1022))
        self.smallest_subnormal = kind(2.0 ** (-149 if single else -1074))
        self.resolution = kind(10.0 ** -self.precision)

    def __repr__(self):
        return "finfo(resolution=%s, min=%s, max=%s, dtype=%s)" % (
            self.resolution, self.min, self.max, self.dtype)


class iinfo:
    def __init__(self, type):
        self.dtype = _dtype_of(type)
        self.kind = self.dtype.kind
        self.bits = self.dtype.itemsize * 8
        if self.kind not in "iu":
            raise ValueError("Invalid integer data type %r." % self.kind)
        self.min = 0 if self.kind == "u" else -(1 << self.bits - 1)
        self.max = (1 << (self.bits if self.kind == "u" else self.bits - 1)) - 1

    def __str__(self):
        rule = "-" * 63
        return ("Machine parameters for %s\n%s\nmin = %s\nmax = %s\n%s\n"
                % (self.dtype, rule, self.min, self.max, rule))

    def __repr__(self):
        return "iinfo(min=%s, max=%s, dtype=%s)" % (self.min, self.max, self.dtype)


def _dtype_of(value):
    try:
        return dtype(value)
    except TypeError:
        return value.dtype if hasattr(value, "dtype") else dtype(type(value))


def isscalar(element):
    return isinstance(element, (generic, int, float, str, bytes))


def iterable(y):
    try:
        iter(y)
    except TypeError:
        return False
    return True


def issubdtype(arg1, arg2):
    def kind(arg):
        return arg if isinstance(arg, type) and issubclass(arg, generic) else dtype(arg).type
    return issubclass(kind(arg1), kind(arg2))


# Errors of floating point.

class errstate:
    def __init__(self, **kwargs):
        self.kwargs = kwargs

    def __enter__(self):
        self.old = seterr(**self.kwargs)

    def __exit__(self, *info):
        seterr(**self.old)


# How arrays are printed.

class printoptions:
    def __init__(self, **kwargs):
        self.kwargs = kwargs

    def __enter__(self):
        self.old = get_printoptions()
        set_printoptions(**self.kwargs)
        return get_printoptions()

    def __exit__(self, *info):
        set_printoptions(**self.old)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    return array2string(a, max_line_width, precision, suppress_small, " ", "")


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    with printoptions(linewidth=max_line_width, precision=precision, suppress=suppress_small):
        return repr(arr)


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ",
                 prefix="", *, threshold=None, edgeitems=None, suffix=""):
    width = get_printoptions()["linewidth"] if max_line_width is None else max_line_width
    with printoptions(linewidth=width - len(suffix), precision=precision,
                      suppress=suppress_small, threshold=threshold, edgeitems=edgeitems):
        return str(a[()]) if a.ndim == 0 else _array2string(a, separator, len(prefix))
