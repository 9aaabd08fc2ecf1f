import gc
def cb(phase, info):
    if phase == "start":
        log.append(info["generation"])
log = []
gc.collect()
gc.callbacks.append(cb)
keep = []
for i in range(20000):
    keep.append([])
gc.callbacks.remove(cb)
print(len(log), log.count(0), log.count(1), log.count(2))
print(log)
