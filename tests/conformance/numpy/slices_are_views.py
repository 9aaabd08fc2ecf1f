# A slice of a list copies references; a slice of an array is a window on the same memory.
import numpy as np

numbers = [0, 1, 2, 3, 4, 5]
part = numbers[2:4]
part[0] = 99
print(numbers)

array = np.arange(6)
part = array[2:4]
part[0] = 99
print(array, part.base is array)
part += 1
print(array)
part = part + 1
print(array, part, part.base)
array[::2] = 0
print(array)
array[1:5] = [7, 8, 9, 10]
print(array, array[::-1], array[-3:])
