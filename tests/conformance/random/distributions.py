import random

random.seed(99)
print(random.uniform(-1, 1), random.uniform(5, 2), random.triangular(), random.triangular(0, 10, 3))
print(random.gauss(0, 1), random.gauss(10, 2), random.gauss(mu=1, sigma=0))
print(random.normalvariate(0, 1), random.lognormvariate(0, 0.25))
print(random.expovariate(1.5), random.expovariate(-2))
print(random.betavariate(2, 3), random.gammavariate(0.4, 1), random.gammavariate(1, 2))
print(random.gammavariate(9, 0.5), random.paretovariate(3), random.weibullvariate(1, 1.5))
print(random.vonmisesvariate(0, 4), random.vonmisesvariate(1, 0), random.triangular(3, 3))
for attempt in (lambda: random.gammavariate(0, 1), lambda: random.expovariate(0),
                lambda: random.uniform("a", 1), lambda: random.gauss(None, 1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
