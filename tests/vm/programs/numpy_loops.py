import numpy as np
total = 0
a = np.arange(100).reshape(10, 10)
for i in range(10):
    for j in range(10):
        total += a[i, j] * (i - j)
print(total, type(total))
x = np.zeros(20)
x[0] = x[1] = 1
for i in range(2, 20):
    x[i] = x[i - 1] + x[i - 2]
print(x, x[19])
b = np.array([[2.0, 1.0], [1.0, 3.0]])
c = np.eye(2)
for _ in range(5):
    c = c @ b
print(c)
primes = np.ones(50, dtype=bool)
primes[:2] = False
for i in range(2, 8):
    if primes[i]:
        primes[i * i::i] = False
print([i for i in range(50) if primes[i]], primes.sum())
