# Functions that work element by element are objects: they can reduce, accumulate and combine.
import numpy as np

a = np.array([1, 2, 3, 4])
print(np.add, type(np.add), np.add.__name__, np.add.nin, np.add.identity)
print(np.add(a, 10), np.add(1, 2), np.multiply(a, a), np.negative(a))
print(np.add.reduce(a), np.multiply.reduce(a), np.maximum.reduce(a), np.subtract.reduce(a))
print(np.add.accumulate(a), np.multiply.accumulate(a), np.cumsum(a), np.cumprod(a))
print(np.multiply.outer(a, [1, 10]))
counts = np.zeros(4, dtype=int)
np.add.at(counts, [0, 1, 1, 3, 1], 1)
print(counts)
counts[[0, 1, 1, 3, 1]] += 1
print(counts)
print(np.maximum(a, 2), np.minimum(a, [3, 1, 4, 1]), np.power(2, a), np.mod(-a, 3), np.sign(-a))
print(np.floor([1.5, -1.5]), np.ceil([1.5, -1.5]), np.rint([0.5, 1.5, 2.5]), np.trunc([-1.7]))
print(np.logical_and(a > 1, a < 4), np.isnan([1.0, np.nan]), np.square(a), np.sqrt([4.0, 9.0]))
for call in (lambda: np.add(1), lambda: np.sqrt.reduce(a), lambda: np.bitwise_and(a, 1.5)):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
