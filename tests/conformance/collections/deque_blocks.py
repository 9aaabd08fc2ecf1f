# A deque grows by blocks of 64 items, from the middle of the first one.
import sys
from collections import deque

d = deque()
last = 0
for i in range(200):
    d.append(i)
    if sys.getsizeof(d) != last:
        last = sys.getsizeof(d)
        print(len(d), last)
while len(d) > 1:
    d.popleft()
print(len(d), sys.getsizeof(d))
print(sys.getsizeof(deque(range(63))), sys.getsizeof(deque(range(64))))
print(sys.getsizeof(deque([None] * 63, maxlen=500)))
left = deque()
for i in range(33):
    left.appendleft(i)
print(sys.getsizeof(left), left[0], left[-1])
