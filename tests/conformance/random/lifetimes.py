# What generators keep alive, and what they do not.
import gc
import random
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


random.seed(8)
things = [Thing(i) for i in range(4)]
picked = random.choice(things)
print(picked.name, sys.getrefcount(picked))
sample = random.sample(things, 2)
del things, picked
print("kept", sorted(t.name for t in sample))
del sample
r = random.Random(3)
ref = weakref.ref(r)
draw = r.random
del r
print(ref() is not None, draw())
del draw
print(ref(), gc.is_tracked(random.Random(1)))
x = random.random()
print(sys.getrefcount(x), sys.getsizeof(x), sys.getsizeof(random.getrandbits(70)))
