# The module's generator and others.
import random


class Mine(random.Random):
    pass


random.seed(4)
mine = Mine("text")
mine.self = mine
state = mine.getstate()
print(mine.random(), random.random(), mine.sample(range(50), 5), random.choices("ab", k=3))
mine.setstate(state)
print(mine.random(), mine.gauss(), random.getrandbits(100))
bound = mine.random
del mine
print(bound(), bound.__self__.self.choice([bound]) is bound)
