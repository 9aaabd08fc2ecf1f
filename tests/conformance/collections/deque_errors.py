from collections import deque

d = deque([1, 2, 3], maxlen=3)
tries = [
    lambda: d.insert(1, "x"), lambda: d[3], lambda: d[-4], lambda: d.remove(9),
    lambda: d.index(1, 1), lambda: d.index(3, -1), lambda: deque().popleft(),
    lambda: deque(3), lambda: deque([], maxlen=-1), lambda: deque([], "x"),
    lambda: d["a"], lambda: d[0:1], lambda: d + [4], lambda: d < [1, 2],
    lambda: hash(d), lambda: d.rotate("x"), lambda: d.rotate(1, 2), lambda: d.index(),
    lambda: d.append(), lambda: deque(a=1), lambda: d.extend(None), lambda: d * 1.5,
]
for attempt in tries:
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
try:
    d.maxlen = 5
except AttributeError as error:
    print(error)
print(d, d == deque([1, 2, 3]), d != deque([1, 2]), d < deque([1, 3]), d >= deque())
