# Over-allocation of a list that is appended to.
import sys

grow = []
steps = []
last = sys.getsizeof(grow)
for i in range(300):
    grow.append(i)
    size = sys.getsizeof(grow)
    if size != last:
        steps.append((len(grow), (size - 56) // 8))
        last = size
print(steps)
shrink = []
while grow:
    grow.pop()
    size = sys.getsizeof(grow)
    if size != last:
        shrink.append((len(grow), (size - 56) // 8))
        last = size
print(shrink)
