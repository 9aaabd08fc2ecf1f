# Random numbers: the same ones for the same seed.
import numpy as np

np.random.seed(1234)
print(np.random.rand(3), np.random.randint(0, 100, 5), np.random.random())
np.random.seed(1234)
print(np.random.rand(3))
print(np.random.randn(2), np.random.uniform(5, 6, 2), np.random.normal(10, 0.1, size=2))
deck = np.arange(8)
np.random.shuffle(deck)
print(deck, np.random.permutation(4), np.random.choice(deck, 3))
rng = np.random.default_rng(1234)
print(rng.random(3), rng.integers(0, 100, 5), rng.uniform(0, 10))
print(rng.permutation(5), rng.choice([10, 20, 30], size=4), rng.normal(size=3))
other = np.random.default_rng(1234)
print(other.random() == np.random.default_rng(1234).random(), type(rng), rng.integers(1, 7, size=(2, 3)))
a, b = np.random.rand(4), np.random.rand(4)
print((a == b).any(), ((0 <= a) & (a < 1)).all(), a.shape, np.random.random((2, 2)).shape)
