#: title A list of numbers and an array of the same numbers
#: teaches what eight numbers cost in a list and in an array, and where each of them lies

import sys

import numpy as np

# Numbers that come one by one, while the program goes on making other objects.
others = []
numbers = []
for n in (5, 2, 7, 1, 8, 3, 6, 4):
    numbers.append(n * 1000)
    others.extend(float(n) for n in range(30 * n))
#: hide others
#: hide n
#: figure list view=layout caption "8 numbers in a list: pointers to objects"
#: expect len(numbers) == 8

numbers.sort()
#: figure sorted view=layout caption "Sorting moves the pointers, not the numbers"

array = np.array(numbers)
#: figure both view=layout caption "The same 8 numbers in an array"

# What sys.getsizeof tells of each: the list does not count the numbers, and a number of 28 bytes has a
# block of 32.
boxes = sum(sys.getsizeof(number) for number in numbers)
print("list:", sys.getsizeof(numbers), "bytes and", boxes, "for the numbers")
print("array:", sys.getsizeof(array), "bytes, all in all")
#: hide boxes

array[0] += 1
numbers[0] += 1
#: figure changed view=layout caption "The array's memory changes; the list points to another object"
#: expect numbers[0] == 1001
