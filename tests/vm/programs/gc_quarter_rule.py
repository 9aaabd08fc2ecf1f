# A full collection waits until a quarter of the old objects is new.
import gc
log = []
def cb(phase, info):
    if phase == "start" and info["generation"] == 2:
        log.append(len(keep))
gc.set_threshold(50, 3, 3)
keep = []
gc.callbacks.append(cb)
for i in range(30000):
    keep.append([])
gc.callbacks.clear()
print(len(log) > 3, log == sorted(log))
print(gc.get_threshold())
