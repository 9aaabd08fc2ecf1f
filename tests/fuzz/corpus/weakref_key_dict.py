import weakref
class A:
    def __init__(self, n): self.n = n
k = weakref.WeakKeyDictionary()
a, b = A(1), A(2)
k[a], k[b] = "one", "two"
print(len(k), k[a], a in k, A(3) in k, 5 in k, sorted(k.values()), sorted(x.n for x in k))
del a
print(len(k), [(x.n, v) for x, v in k.items()])
print(k.get(A(0)), k.pop(b), len(k), k.setdefault(b, 7), k.popitem()[1])
try:
    k[b]
except KeyError:
    print("KeyError")
try:
    k[1] = 2
except TypeError as e:
    print(e)
