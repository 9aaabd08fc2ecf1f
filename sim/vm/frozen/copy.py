# copy: Python here as in CPython. Which function calls which is kept too: the depth that a nested
# structure may have depends on it.
from copyreg import dispatch_table
from weakref import ref as _ref


class Error(Exception):
    pass


error = Error


class _Sample:
    def method(self):
        pass


_function = type(_Sample.method)
_method = type(_Sample().method)
_code = type(_Sample.method.__code__)
_builtin = type(len)
# What nobody can change is its own copy. Tuples, frozensets and slices may hold what can change.
_always_same = frozenset((type(None), type(Ellipsis), type(NotImplemented), int, float, bool, str,
                          bytes, type, range, property, _builtin, _function, _ref))
_same_if_shallow = _always_same | {tuple, frozenset, slice}
_same_if_deep = _always_same | {_code}
_own_copy = {list: list.copy, dict: dict.copy, set: set.copy}


def copy(x):
    """A new object that holds what this one holds."""
    cls = type(x)
    if cls in _same_if_shallow:
        return x
    if cls in _own_copy:
        return _own_copy[cls](x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls, "un(shallow)copyable object of type %s")
    if isinstance(reduced, str):
        return x
    return _reconstruct(x, None, *reduced)


def _reduce(x, cls, message):
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor is not None:
        return reductor()
    raise Error(message % cls)


_absent = []


def deepcopy(x, memo=None, _nil=_absent):
    """A new object that holds copies of what this one holds."""
    if memo is None:
        memo = {}
    place = id(x)
    y = memo.get(place, _nil)
    if y is not _nil:
        return y
    cls = type(x)
    if cls in _same_if_deep:
        return x
    copier = _deep_copiers.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        else:
            reduced = _reduce(x, cls, "un(deep)copyable object of type %s")
            if isinstance(reduced, str):
                y = x
            else:
                y = _reconstruct(x, memo, *reduced)
    if y is not x:
        memo[place] = y
        _keep_alive(x, memo)
    return y


def _keep_alive(x, memo):
    # As long as the memo lives, no other object may get the id of x.
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deep_list(x, memo, deepcopy=deepcopy):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deep_tuple(x, memo, deepcopy=deepcopy):
    items = [deepcopy(item, memo) for item in x]
    # One of the items may have led back here.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_dict(x, memo, deepcopy=deepcopy):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_method(x, memo, deepcopy=deepcopy):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep_copiers = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, _method: _deep_method}


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *, deepcopy=deepcopy):
    # What __reduce_ex__ returned is carried out; with a memo everything is copied on the way.
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y
