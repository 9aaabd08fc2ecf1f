# The part of the weakref module that is Python, here as in CPython: containers whose entries
# disappear with the objects they speak of, and finalizers. Compiled when the module is imported.
import atexit as _at_exit
from _weakref import (CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs,
                      proxy, ref)

ProxyTypes = (ProxyType, CallableProxyType)


class _Visit:
    # Entered while somebody iterates over a container: dead entries then stay for later.
    def __init__(self, container):
        self.container = ref(container)

    def __enter__(self):
        container = self.container()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, kind, value, traceback):
        container = self.container()
        if container is not None:
            container._iterating.remove(self)
            container._settle()


def _remover(container):
    # The callback of every reference in the container; it must not keep that alive.
    def remove(wr, owner=ref(container)):
        self = owner()
        if self is not None:
            if self._iterating:
                self._dead.append(wr)
            else:
                self._forget(wr)
    return remove


class _Container:
    def _prepare(self, data):
        self.data = data
        self._remove = _remover(self)
        self._dead = []
        self._iterating = set()

    def _settle(self):
        while self._dead and not self._iterating:
            self._forget(self._dead.pop())


class _Mapping(_Container):
    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def clear(self):
        self._dead.clear()
        self.data.clear()

    def update(self, other=None, /, **more):
        self._settle()
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self[key] = value
        for key, value in more.items():
            self[key] = value

    def copy(self):
        new = type(self)()
        new.update(self)
        return new

    __copy__ = copy

    def __eq__(self, other):
        if not isinstance(other, (_Mapping, dict)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, (_Mapping, dict)):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (_Mapping, dict)):
            return NotImplemented
        new = type(self)()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class KeyedRef(ref):
    """A reference that knows the key it stands under."""

    __slots__ = ("key",)

    def __new__(cls, value, callback, key):
        self = ref.__new__(cls, value, callback)
        self.key = key
        return self

    def __init__(self, value, callback, key):
        super().__init__(value, callback)


class WeakValueDictionary(_Mapping):
    """A mapping that does not keep its values alive."""

    def __init__(self, other=(), /, **more):
        self._prepare({})
        self.update(other, **more)

    def _forget(self, wr):
        if self.data.get(wr.key) is wr:
            del self.data[wr.key]

    def __getitem__(self, key):
        self._settle()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._settle()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        self._settle()
        del self.data[key]

    def __contains__(self, key):
        self._settle()
        return key in self.data and self.data[key]() is not None

    def __len__(self):
        self._settle()
        return len(self.data) - len(self._dead)

    def items(self):
        self._settle()
        with _Visit(self):
            for key, wr in self.data.items():
                value = wr()
                if value is not None:
                    yield key, value

    def pop(self, key, *default):
        self._settle()
        value = self.data.pop(key)() if key in self.data else None
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        self._settle()
        while True:
            key, wr = self.data.popitem()
            value = wr()
            if value is not None:
                return key, value

    def __deepcopy__(self, memo):
        # The values stay what they are: nobody else would hold copies of them.
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new

    def valuerefs(self):
        self._settle()
        return list(self.data.values())

    def itervaluerefs(self):
        self._settle()
        with _Visit(self):
            yield from self.data.values()


class WeakKeyDictionary(_Mapping):
    """A mapping that does not keep its keys alive."""

    def __init__(self, other=None, /):
        self._prepare({})
        if other is not None:
            self.update(other)

    def _forget(self, wr):
        self.data.pop(wr, None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            wr = ref(key)
        except TypeError:
            return False
        return wr in self.data

    def __len__(self):
        self._settle()
        return len(self.data) - len(self._dead)

    def items(self):
        self._settle()
        with _Visit(self):
            for wr, value in self.data.items():
                key = wr()
                if key is not None:
                    yield key, value

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def popitem(self):
        self._settle()
        while True:
            wr, value = self.data.popitem()
            key = wr()
            if key is not None:
                return key, value

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = type(self)()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def keyrefs(self):
        return list(self.data)


class WeakSet(_Container):
    """A set that does not keep its members alive."""

    def __init__(self, data=None):
        self._prepare(set())
        if data is not None:
            self.update(data)

    def _forget(self, wr):
        self.data.discard(wr)

    def __iter__(self):
        with _Visit(self):
            for wr in self.data:
                item = wr()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._dead)

    def __contains__(self, item):
        try:
            wr = ref(item)
        except TypeError:
            return False
        return wr in self.data

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self._settle()
        self.data.add(ref(item, self._remove))

    def clear(self):
        self._dead.clear()
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def pop(self):
        self._settle()
        while True:
            if not self.data:
                raise KeyError("pop from empty WeakSet")
            item = self.data.pop()()
            if item is not None:
                return item

    def remove(self, item):
        self._settle()
        self.data.remove(ref(item))

    def discard(self, item):
        self._settle()
        self.data.discard(ref(item))

    def update(self, other):
        self._settle()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    __or__ = union

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        self._settle()
        if self is other:
            self.clear()
        else:
            self.data.difference_update([ref(item) for item in other])

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    __and__ = intersection

    def intersection_update(self, other):
        self._settle()
        self.data.intersection_update([ref(item) for item in other])

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self._settle()
        if self is other:
            self.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._remove) for item in other])

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set([ref(item) for item in other])

    def issuperset(self, other):
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set([ref(item) for item in other])

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.data == set([ref(item) for item in other])

    __hash__ = None

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0


class WeakMethod(ref):
    """A reference to a bound method, alive as long as object and function are."""

    __slots__ = ("_function", "_type", "_alive", "__weakref__")

    def __new__(cls, method, callback=None):
        try:
            owner = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError("argument should be a bound method, not {}".format(
                type(method))) from None

        def gone(_):
            self = own()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, owner, gone)
        self._function = ref(function, gone)
        self._type = type(method)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        owner = super().__call__()
        function = self._function()
        if owner is None or function is None:
            return None
        return self._type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class finalize:
    """Calls a function once: when its object dies, when it is called, or at the end."""

    __slots__ = ()
    _registry = {}
    _over = False
    _count = 0

    class _Task:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if finalize._count == 0:
            _at_exit.register(finalize._run_at_exit)
        task = finalize._Task()
        task.weakref = ref(obj, self)
        task.func = func
        task.args = args
        task.kwargs = kwargs
        task.atexit = True
        task.index = finalize._count
        finalize._count += 1
        self._registry[self] = task

    def __call__(self, _=None):
        task = self._registry.pop(self, None)
        if task is not None and not self._over:
            return task.func(*task.args, **task.kwargs)

    def _parts(self):
        task = self._registry.get(self)
        obj = None if task is None else task.weakref()
        return None if obj is None else (obj, task.func, task.args, task.kwargs)

    def peek(self):
        return self._parts()

    def detach(self):
        parts = self._parts()
        if parts is not None:
            del self._registry[self]
        return parts

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        task = self._registry.get(self)
        return task is not None and task.atexit

    @atexit.setter
    def atexit(self, value):
        task = self._registry.get(self)
        if task is not None:
            task.atexit = bool(value)

    def __repr__(self):
        parts = self._parts()
        if parts is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (
            type(self).__name__, id(self), type(parts[0]).__name__, id(parts[0]))

    @classmethod
    def _run_at_exit(cls):
        # The latest first; those that are made meanwhile are called too.
        while True:
            waiting = [self for self, task in cls._registry.items() if task.atexit]
            if not waiting:
                break
            last = max(waiting, key=lambda self: cls._registry[self].index)
            del waiting
            try:
                last()
            except Exception as error:
                _at_exit._report(error)
        finalize._over = True
