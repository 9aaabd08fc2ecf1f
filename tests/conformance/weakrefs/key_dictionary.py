# WeakKeyDictionary: entries go with their keys, and their values with them.
import weakref


class K:
    pass


class V:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("value", self.n, "gone")


d = weakref.WeakKeyDictionary()
a, b = K(), K()
d[a] = V(1)
d[b] = V(2)
print(len(d), a in d, d[b].n, K() in d, 5 in d)
del a
print(len(d))
d[b] = V(3)
print(d.get(b).n, [v.n for v in d.values()], [k is b for k in d])
c = K()
d.setdefault(c, V(4))
print(len(d), d.pop(c).n)
d[K()] = V(5)
print(len(d), [r() is b for r in d.keyrefs()])
del d[b]
print(len(d))
d[b] = V(6)
del d
print("dict gone")
