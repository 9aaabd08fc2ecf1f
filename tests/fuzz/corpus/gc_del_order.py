# Finalizers of a circle run in the order in which its members came to be tracked.
import gc
class A:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
gc.collect()
a, b, c = A("a"), A("b"), A("c")
a.next, b.next, c.next = b, c, a
c = a = b = None
print(gc.collect())
c, b, a = A("c"), A("b"), A("a")
a.next, b.next, c.next = b, c, a
a.tail = A("tail")
a = b = c = None
print(gc.collect())
