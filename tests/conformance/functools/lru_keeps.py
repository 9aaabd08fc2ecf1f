# A cache keeps arguments and results alive until they are evicted.
import sys
from functools import lru_cache


class Key:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Result(Key):
    pass


@lru_cache(maxsize=2)
def make(key):
    return Result("result of " + key.name)


for name in "abc":
    r = make(Key(name))
    print("made", r.name, sys.getrefcount(r))
del r
print("clear")
make.cache_clear()
print("again")
k = Key("k")
print(sys.getrefcount(k))
make(k)
print(sys.getrefcount(k), make.cache_info())
make(k), make(k)
print(sys.getrefcount(k), make.cache_info())
del k
print("the function goes")
del make
print("end")
