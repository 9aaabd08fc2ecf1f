import gc
log = []
gc.callbacks.append(lambda phase, info: log.append(phase))
gc.disable()
print(gc.isenabled())
keep = [[] for i in range(3000)]
print(log)
gc.enable()
print(gc.isenabled())
keep.append([])
print(log[:2])
gc.callbacks.clear()
gc.set_threshold(0)
n = len(log)
keep = [[] for i in range(3000)]
print(len(log) - n, gc.get_threshold())
