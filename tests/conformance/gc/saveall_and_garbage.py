# DEBUG_SAVEALL puts what was found into gc.garbage instead of freeing it.
import gc


class A:
    def __init__(self, n):
        self.n = n
        self.me = self

    def __del__(self):
        print("del", self.n)


gc.collect()
print(gc.garbage, gc.get_debug())
gc.set_debug(gc.DEBUG_SAVEALL)
A(1)
A(2)
print(gc.collect(), len(gc.garbage))
print([x.n for x in gc.garbage])
gc.set_debug(0)
gc.garbage[0].me = None
gc.garbage.pop(0)
print("first popped", len(gc.garbage))
gc.garbage.clear()
print(gc.collect(), gc.garbage)
print(gc.DEBUG_SAVEALL, gc.DEBUG_LEAK, gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE)
