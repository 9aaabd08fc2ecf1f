# Every way in which items enter, move in and leave a deque.
from collections import deque


class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return "T%d" % self.n


d = deque(Thing(i) for i in range(70))
for n in (1, -1, 35, -35, 36, 69, 70, 71, -100, 0):
    d.rotate(n)
    print(d[0], d[-1], d[35])
for i in range(60):
    d.pop()
    d.appendleft(d.popleft())
print(d)
d.insert(3, "x")
d.insert(-2, "y")
del d[1]
d.remove("x")
d[2] = Thing(500)
d.reverse()
print(d, d.index("y"), d.count("y"))
e = deque(d, maxlen=4)
e.extend([Thing(600), Thing(601)])
e.extendleft([Thing(700)])
print(e, e + d, e * 2)
e *= 3
d += d
print(e, len(d))
f = deque([Thing(8)]) * 130
f.rotate(7)
g = f.copy()
f.clear()
h = deque("abc")
h *= 40
h.extendleft(h)
print(len(g), len(h), f)
keep = iter(h)
back = reversed(g)
print(next(keep), next(back), list(back)[:2])
ring = deque()
ring.append(ring)
kept = deque([ring, ring], 1)
del ring
for _ in range(20):
    h.pop()
while len(g) > 3:
    g.popleft()
