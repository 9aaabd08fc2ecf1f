import random

random.seed(2024)
print([random.randint(1, 6) for _ in range(12)])
print([random.randrange(10) for _ in range(8)], [random.randrange(0, 50, 5) for _ in range(8)])
print(random.randrange(10, 0, -3), random.randint(-3, -1), random.randrange(10**30))
print(random.getrandbits(1), random.getrandbits(64), random.getrandbits(0), random.randbytes(6))
for attempt in (lambda: random.randint(2, 1), lambda: random.randrange(0),
                lambda: random.randrange(5, 5), lambda: random.randrange(1, 5, 0),
                lambda: random.randrange(5, 1, 1), lambda: random.randrange(1, step=2),
                lambda: random.getrandbits(-1),
                lambda: random.randint(1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
