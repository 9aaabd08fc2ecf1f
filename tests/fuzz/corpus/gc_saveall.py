import gc
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = A(1); a.me = a; del a
l = []; l.append(l); del l
print(gc.collect(), [type(x).__name__ for x in gc.garbage])
print(gc.garbage[0].n, gc.garbage[1])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage, gc.get_debug())
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
