# Weak containers and references in what is copied.
import copy
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


a, b = Thing("a"), Thing("b")
keys = weakref.WeakKeyDictionary({a: [1], b: [2]})
shallow, deep = copy.copy(keys), copy.deepcopy(keys)
print(type(shallow).__name__, shallow[a] is keys[a], deep[a] is keys[a], len(deep))
values = weakref.WeakValueDictionary(x=a)
print(copy.copy(values)["x"] is a, copy.deepcopy(values)["x"] is a)
group = weakref.WeakSet([a, b])
print(b in copy.copy(group))
holder = {"thing": a, "ref": weakref.ref(a)}
twin = copy.deepcopy(holder)
print(twin["thing"] is a, twin["ref"]() is a)
del a, holder
gc.collect()
print(len(keys), len(values), len(group), len(shallow), len(deep), twin["ref"]())
proxy = weakref.proxy(b)
other = copy.copy(proxy)
print(type(other).__name__, other.name, other is b)
