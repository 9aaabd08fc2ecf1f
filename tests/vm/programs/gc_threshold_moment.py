# 700 objects do not start a collection, the next allocation does.
import gc
when = []
def cb(phase, info):
    if phase == "start":
        when.append((len(keep), info["generation"], gc.get_count()[0]))
class A:
    __slots__ = ()
gc.collect()
keep = [None] * 3000
keep.clear()
gc.callbacks.append(cb)
for i in range(2200):
    keep.append(A())
gc.callbacks.clear()
print(when)
