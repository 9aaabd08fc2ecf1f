# A walk and an estimate, as a course would write them.
import random
from random import randint, seed
from random import random as draw

seed(314)
position, path = 0, []
for _ in range(20):
    position += 1 if draw() < 0.5 else -1
    path.append(position)
print(path)
inside = sum(draw() ** 2 + draw() ** 2 <= 1 for _ in range(500))
print(4 * inside / 500)
rolls = {}
for _ in range(60):
    face = randint(1, 6)
    rolls[face] = rolls.get(face, 0) + 1
print(dict(sorted(rolls.items())))
password = "".join(random.choice("abc123") for _ in range(8))
print(password, random.sample(sorted({"b", "a", "c"}), 2))
matrix = [[round(random.gauss(0, 1), 3) for _ in range(3)] for _ in range(2)]
print(matrix)
