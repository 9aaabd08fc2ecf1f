# defaultdict, OrderedDict and Counter: what they refer to.
import gc
from collections import Counter, OrderedDict, defaultdict


class Key:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


d = defaultdict(list)
for word in "the cat and the dog and the bird".split():
    d[len(word)].append(word)
d.default_factory = lambda: d
d["self"]
print(sorted(map(str, d)), d["self"] is d)
copy = d.copy()
keys = [Key("k%d" % i) for i in range(12)]
o = OrderedDict((key, [key]) for key in keys)
for key in keys[::3]:
    o.move_to_end(key)
for key in keys[1::3]:
    o.move_to_end(key, last=False)
del o[keys[0]]
o.pop(keys[5])
o[keys[5]] = o
o[keys[1]] = None
print(list(o), o.popitem()[0], o.popitem(last=False)[0])
o.note = keys
walk = iter(o.items())
print(next(walk)[0], next(walk)[0])
pairs = [pair for pair in walk]
values = iter(o.values())
next(values)
back = reversed(o)
next(back)
other = o.copy()
other.update({Key("new"): other, keys[2]: 7})
emptied = OrderedDict(a=1, b=other)
emptied.clear()
emptied["c"] = emptied
lost = OrderedDict(a=keys)
lost["lost"] = lost
lost.extra = lost
del lost
print(gc.collect())
c = Counter(keys + keys[:3])
c[keys[0]] += 5
c.subtract(keys[4:6])
total = c + Counter(keys[:2])
total -= Counter(keys[:1])
print(c.most_common(2), len(total), list((+c).elements())[:3])
