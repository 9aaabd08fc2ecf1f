# copyreg: how the module copy makes objects again. Here and in CPython it is Python.

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Say which function reduces the instances of a type."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """Called when __getnewargs_ex__ has named keywords."""
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _reduce_ex(self, proto):
    # Protocols 0 and 1: an instance is what its built-in base makes of it, and its attributes.
    cls = self.__class__
    for base in cls.__mro__:
        if base.__module__ == "builtins" and base is not cls:
            break
    if base is object:
        state = None
    else:
        if base is cls:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        state = base(self)
    args = (cls, base, state)
    try:
        attributes = self.__getstate__()
    except AttributeError:
        attributes = getattr(self, "__dict__", None)
    if attributes:
        return _reconstructor, args, attributes
    return _reconstructor, args


def _slotnames(cls):
    # The names of all __slots__ of a class, remembered in it.
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for c in cls.__mro__ if hasattr(cls, "__slots__") else ():
        if "__slots__" not in c.__dict__:
            continue
        slots = c.__dict__["__slots__"]
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                owner = c.__name__.lstrip("_")
                name = f"_{owner}{name}" if owner else name
            names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass
    return names
