# A dict's table under insertions, with str keys and with others.
import sys


def steps(keys):
    d = {}
    seen = [(0, sys.getsizeof(d))]
    for k in keys:
        d[k] = None
        if sys.getsizeof(d) != seen[-1][1]:
            seen.append((len(d), sys.getsizeof(d)))
    return seen


print(steps([f"k{i}" for i in range(200)]))
print(steps(range(200)))
print(steps([f"k{i}" for i in range(8)] + [1, 2, 3]))
d = {"a": 1, "b": 2}
before = sys.getsizeof(d)
d[1] = 3
print(before, sys.getsizeof(d))
del d[1]
print(sys.getsizeof(d), sys.getsizeof(dict(d)), sys.getsizeof(d.copy()), sys.getsizeof({**d}))
