# Joining arrays copies them; splitting gives views.
import numpy as np

a, b = np.array([1, 2, 3]), np.array([4, 5, 6])
print(np.concatenate([a, b]), np.stack([a, b]), np.vstack([a, b]).shape, np.hstack([a, b]))
print(np.column_stack([a, b]), np.stack([a, b], axis=1).strides)
s = np.concatenate([a, b])
s[0] = 99
print(a, s)
parts = np.split(s, 3)
print(parts, [p.base is s for p in parts])
parts[0][:] = 0
print(s, np.array_split(s, 4))
print(np.concatenate([a, b.astype(float)]).dtype, np.tile(a, 2), np.repeat(a, 2))
for bad in ([], [a, a.reshape(1, 3)], [a.reshape(1, 3), b.reshape(3, 1)]):
    try:
        np.concatenate(bad)
    except ValueError as e:
        print(e)
