import random

random.seed(7)
print(random.choice("abcdef"), random.choice(range(100)), random.choice([None]))
print(random.choices("ab", k=6), random.choices([1, 2, 3], weights=[1, 0, 5], k=6))
print(random.choices("xyz", cum_weights=[0.5, 0.5, 2.5], k=6))
print(random.sample(range(10**9), 4), random.sample("abc", 3), random.sample([1, 2], 0))
print(random.sample(["red", "blue"], counts=[4, 2], k=5))
print(random.sample(list(range(300)), 8))
for attempt in (lambda: random.choice([]), lambda: random.choice(""),
                lambda: random.sample([1, 2], 3), lambda: random.sample({1, 2}, 1),
                lambda: random.choices([1, 2], [1]), lambda: random.choices([1, 2], [0, 0]),
                lambda: random.choices([1, 2], 5), lambda: random.choices([], k=1),
                lambda: random.choices("ab", [1, 2], cum_weights=[1, 3]),
                lambda: random.sample([1, 2], k=1, counts=[1])):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
