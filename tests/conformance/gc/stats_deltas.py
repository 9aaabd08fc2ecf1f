# gc.get_stats() counts collections and what they found.
import gc


class A:
    pass


def circle():
    a = A()
    a.me = a


def delta(action):
    before = gc.get_stats()
    action()
    after = gc.get_stats()
    return [tuple(b[k] - a[k] for k in ("collections", "collected", "uncollectable")) for a, b in zip(before, after)]


gc.collect()
gc.disable()
print(delta(lambda: None))
print(delta(lambda: gc.collect(0)))
print(delta(lambda: (circle(), gc.collect(0))))
print(delta(lambda: (circle(), circle(), gc.collect(1))))
print(delta(lambda: ([circle() for _ in range(5)], gc.collect())))
print(delta(lambda: (gc.collect(0), gc.collect(1), gc.collect(2), gc.collect())))
print(sorted(gc.get_stats()[0]))
