# Which index gives a view and which a copy.
import numpy as np

a = np.arange(12).reshape(3, 4)
picks = {
    "a[1]": a[1],
    "a[:, 1]": a[:, 1],
    "a[1:, ::2]": a[1:, ::2],
    "a[[0, 2]]": a[[0, 2]],
    "a[a > 5]": a[a > 5],
    "a[np.array([True, False, True])]": a[np.array([True, False, True])],
    "a[[0, 1], [2, 3]]": a[[0, 1], [2, 3]],
    "a[...]": a[...],
    "a[None]": a[None],
}
for text, value in picks.items():
    print(f"{text:33} {str(value.shape):10} shares: {np.shares_memory(a, value)}")
a[a > 5] = -1
print(a)
a[[0, 0, 1]] += 10
print(a)
