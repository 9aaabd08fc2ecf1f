# chain() lets go of each source as soon as it is used up.
from itertools import chain


class Source:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        for i in range(2):
            yield self.name + str(i)

    def __del__(self):
        print("del", self.name)


for item in chain(Source("a"), Source("b")):
    print(item)
print("--- lazily")
for item in chain.from_iterable(Source(n) for n in "xy"):
    print(item)
c = chain([1], 2, [3])
print(next(c))
try:
    next(c)
except TypeError as e:
    print(e)
print(list(c))
print(list(chain()), list(chain("ab", {}, (1,))))
try:
    chain(a=1)
except TypeError as e:
    print(e)
