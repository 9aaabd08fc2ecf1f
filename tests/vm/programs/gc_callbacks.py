import gc
def cb(phase, info):
    print(phase, info)
def bad(phase, info):
    raise ValueError(phase)
gc.collect()
gc.callbacks.append(cb)
x = []; x.append(x); del x
print(gc.collect(1))
gc.callbacks.insert(0, bad)
print(gc.collect(0))
gc.callbacks[:] = []
print(gc.callbacks)
