# A subclass that brings random() but no getrandbits() draws whole numbers from random().
import random


class Constant(random.Random):
    def __init__(self, value):
        self.value = value
        super().__init__()

    def random(self):
        return self.value

    def seed(self, a=None, version=2):
        print("seed", a)


class Dice(random.Random):
    sides = 6

    def roll(self, n=1):
        return [self.randint(1, self.sides) for _ in range(n)]


half = Constant(0.5)
print(half.randrange(10), half.choice("abcd"), half.uniform(2, 4), half.sample(range(10), 3))
print(half.choices("abcd", k=2), half.expovariate(1), half.triangular(0, 1))
dice = Dice(11)
print(dice.roll(5), dice.gauss_next, isinstance(dice, random.Random))
items = list("abcde")
half.shuffle(items)
print(items)


class Lazy(random.Random):
    def __init__(self):
        pass


print(Lazy().random(), Lazy().getrandbits(8))
