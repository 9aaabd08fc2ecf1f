# Arrays of different shapes: axes of length 1 are stretched, without copying.
import numpy as np

column = np.arange(3).reshape(3, 1)
row = np.arange(4)
print(column + row)
print((column * row).shape, (np.ones((5, 3, 1)) + row).shape)
print(np.subtract.outer(np.arange(3), np.arange(2)))
table = np.zeros((3, 4))
table += row
table[:, 1] = 9
table -= table.mean(axis=0)
print(table)
try:
    np.ones((3, 4)) + np.ones(3)
except ValueError as e:
    print(e)
try:
    row += column
except ValueError as e:
    print(e)
wide = np.broadcast_to(row, (1000, 4))
print(wide.strides, wide.base is not None, wide.flags.writeable, wide.sum())
