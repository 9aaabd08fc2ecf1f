# Finalizers run in the order in which the objects came under the collector.
import gc


class A:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print(self.n, end=" ")


gc.collect()
gc.disable()
nodes = [A(n) for n in range(5)]
for i in range(5):
    nodes[i].next = nodes[(i + 2) % 5]
del nodes
gc.collect()
print()
a, b = A("a"), A("b")
gc.collect(0)
c = A("c")
a.next, b.next, c.next = c, a, b
del a, b, c
gc.collect()
print()
x, y = A("x"), A("y")
x.l, y.l = [x], [y]
y.x = x
del x, y
gc.collect(0)
print()
p = A("p")
p.children = [A("q"), A("r")]
for child in p.children:
    child.parent = p
del p, child
gc.collect()
print()
