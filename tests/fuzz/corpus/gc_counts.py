import gc
gc.collect()
a = gc.get_count()
keep = [[] for i in range(300)]
b = gc.get_count()
print(b[0] - a[0], b[1:], a[1:])
del keep
c = gc.get_count()
print(150 < b[0] - c[0] < 300)
class A: pass
gc.collect()
a = gc.get_count()[0]
l = [A(), A(), A()]
b = gc.get_count()[0]
l.clear()
print(b - a, b - gc.get_count()[0])
gc.collect(0); print(gc.get_count()[1:])
gc.collect(0); print(gc.get_count()[1:])
gc.collect(1); print(gc.get_count()[1:])
gc.collect(2); print(gc.get_count()[1:])
