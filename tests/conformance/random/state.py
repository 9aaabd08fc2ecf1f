# getstate() is a snapshot; gauss() keeps half of a pair in it.
import random

random.seed(3)
random.gauss(0, 1)
state = random.getstate()
a = [random.random(), random.gauss(0, 1), random.randint(1, 100)]
random.setstate(state)
b = [random.random(), random.gauss(0, 1), random.randint(1, 100)]
print(a == b, a)
print(type(state), len(state), state[0], len(state[1]), state[1][-1], state[2] is not None)
other = random.Random()
other.setstate(state)
print(other.random() == a[0], other.gauss_next == state[2])
for bad in ((9, (), None), (3, (1, 2), None), (3, [1] * 625, None), (3, (1,) * 624 + (625,), None)):
    try:
        random.setstate(bad)
    except Exception as error:
        print(type(error).__name__, error)
