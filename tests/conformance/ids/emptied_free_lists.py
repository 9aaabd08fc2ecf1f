# A full collection gives back what free lists hold; then pools serve.
import gc


def reused(ids, thing):
    return id(thing) in ids


a = [[] for _ in range(10)]
ids = [id(x) for x in a]
del a
b, c = [], []
print(ids.index(id(c)))
gc.collect(1)
d = []
print(ids.index(id(c)))
gc.collect()
before = gc.get_count()[0]
d = [[] for _ in range(5)]
print(gc.get_count()[0] - before)
del d
before = gc.get_count()[0]
d = [[] for _ in range(5)]
print(gc.get_count()[0] - before)
gc.collect(0)
t = (gc, 1)
del t
before = gc.get_count()[0]
t = (gc, 2)
print(gc.get_count()[0] - before)
t = u = v = None
gc.collect()
before = gc.get_count()[0]
t, u, v = (gc, 3), (gc, 4), {"k": []}
print(gc.get_count()[0] - before)
