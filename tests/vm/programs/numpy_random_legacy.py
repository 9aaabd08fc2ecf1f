import numpy as np
for s in (0, 1, 42, 2**32 - 1):
    np.random.seed(s)
    print(np.random.rand(), np.random.rand(3), np.random.random(2), np.random.random_sample((2, 2)), np.random.randint(10), np.random.randint(5, 20, 6), np.random.randint(0, 1000, size=(2, 3)), np.random.randn(), np.random.randn(3), np.random.uniform(1, 5), np.random.uniform(0, 10, 3))
np.random.seed(7)
a = np.random.rand(1000)
b = np.random.rand(5)
print(a[999], a.mean(), b, type(np.random.rand()), type(np.random.randint(3)), a.dtype, np.random.randint(3, size=2).dtype)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: np.random.seed(-1)); t(lambda: np.random.randint(0)); t(lambda: np.random.randint(5, 5)); t(lambda: np.random.rand(-1))
np.random.seed(3)
big = np.random.rand(200000)
print(big[100], np.random.rand(), big.sum())
