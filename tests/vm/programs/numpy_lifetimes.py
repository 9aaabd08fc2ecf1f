import numpy as np, sys
class Holder:
    def __init__(self, a): self.a = a
    def __del__(self): print('bye', self.a.shape)
h = Holder(np.zeros(3))
v = h.a[1:]
print(sys.getrefcount(h.a), sys.getrefcount(v.base))
del h
print(sys.getrefcount(v.base), v.base.shape)
def make():
    big = np.arange(1000)
    return big[:3]
s = make()
print(s, s.base.shape, sys.getrefcount(s.base), sys.getsizeof(s), s.base.nbytes)
s = s.copy()
print(s.base)
cells = [np.zeros(2)] * 3
print(sys.getrefcount(cells[0]))
cells[0] += 1
print(cells)
