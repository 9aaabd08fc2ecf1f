# Generators of one's own are independent of the module's, which is a hidden one.
import random
import sys

a, b = random.Random(1), random.Random(1)
print([a.random() for _ in range(2)] == [b.random() for _ in range(2)])
random.seed(1)
print(random.random(), a.random(), b.randint(1, 10), b.choice("xyz"))
print(sys.getsizeof(a), a.__dict__, random.Random.__mro__[1].__name__, type(random.seed).__name__)
print(random.random.__self__ is random.seed.__self__, type(random.random.__self__) is random.Random)
print(type(random.random).__name__, a.random.__name__, random.shuffle.__qualname__)
a.seed(5)
print(a.random(), a.seed(), a is a)
for bad in (lambda: random.Random(1, 2), lambda: random.Random([]), lambda: a.random(1)):
    try:
        bad()
    except TypeError as error:
        print(error)
