# A deque that dies lets its items go from left to right; so does clear(), after it has become
# empty.
from collections import deque


class Loud:
    def __init__(self, name, owner=None):
        self.name = name
        self.owner = owner

    def __del__(self):
        left = "" if self.owner is None else len(self.owner)
        print("del", self.name, left)


d = deque(Loud(i) for i in range(3))
d.rotate(1)
del d
d = deque()
d.extend([Loud("x", d), Loud("y", d), Loud("z", d)])
d.clear()
print("cleared")
d.append(Loud("p"))
d.append(Loud("q"))
del d[0]
d[0] = 1
print(d)
