import numpy as np
for s in (0, 1, 42, 12345678901):
    g = np.random.default_rng(s)
    print(g.random(), g.random(3), g.random((2, 2)), g.integers(10), g.integers(5, 20, 6), g.integers(0, 1000, size=(2, 3)), g.integers(1, 6, 5, endpoint=True), g.integers(0, 2**40), g.random())
print(type(g.random()), type(g.integers(3)), str(g), type(g))
a = np.random.rand(5)
print(a.shape, (a >= 0).all(), (a < 1).all(), np.random.default_rng().random(3).shape)
