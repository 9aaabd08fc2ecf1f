#: title How a list grows
#: teaches that append allocates ahead, and when the items move

import sys

numbers = []
last = sys.getsizeof(numbers)
print(len(numbers), last)
for n in range(20):
    numbers.append(n)
    size = sys.getsizeof(numbers)
    if size != last:
        print(len(numbers), size)
        last = size
#: figure growth-1 view=objects caption "20 items, room for 24"
#: expect len(numbers) == 20

while len(numbers) > 9:
    numbers.pop()
print(len(numbers), sys.getsizeof(numbers))
#: figure growth-2 view=objects caption "after popping to less than half, the array has shrunk"
#: expect len(numbers) == 9
