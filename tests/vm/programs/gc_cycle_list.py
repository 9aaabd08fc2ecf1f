# A list in itself, and what the collector says it found.
import gc
gc.collect()
x = []
x.append(x)
print(len(x), x)
del x
print(gc.collect())
x = [[], []]
x[0].append(x[1])
x[1].append(x[0])
x = None
print(gc.collect(), gc.collect())
