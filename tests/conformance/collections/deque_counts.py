# Each place of a deque holds one reference; what maxlen pushes out is let go at once.
import sys
from collections import deque


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


o = object()
d = deque([o] * 3)
print(sys.getrefcount(o))
d *= 4
print(sys.getrefcount(o), len(d))
d.rotate(5)
print(sys.getrefcount(o))
d.clear()
print(sys.getrefcount(o))
window = deque(maxlen=2)
for name in "abc":
    window.append(Item(name))
print("appended")
window.appendleft(Item("d"))
print([item.name for item in window])
window.extend([Item("e"), Item("f")])
print("extended")
del window
print("end")
