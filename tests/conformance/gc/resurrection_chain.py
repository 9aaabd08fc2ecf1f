# One that comes back brings all it refers to with it.
import gc


class Phoenix:
    def __init__(self, n, keep):
        self.n = n
        self.keep = keep
        self.me = self

    def __del__(self):
        print("del", self.n)
        if self.keep:
            saved.append(self)


saved = []
gc.collect()
gc.disable()
a, b = Phoenix("a", True), Phoenix("b", False)
a.friend = b
del a, b
print(gc.collect(), len(saved), saved[0].friend.n)
print(gc.is_finalized(saved[0]), gc.is_finalized(saved[0].friend), gc.is_finalized(gc))
saved.clear()
print(gc.collect())
c, d, e = Phoenix("c", False), Phoenix("d", True), Phoenix("e", False)
c.next, d.next = d, e
del c, d, e
print(gc.collect(), [s.n for s in saved], saved[0].next.n)
saved[0].next = saved[0].me = None
print(gc.collect())
saved.clear()
print("end")
