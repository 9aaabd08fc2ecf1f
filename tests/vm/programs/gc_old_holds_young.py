# Garbage of an older generation keeps a young circle alive until it is itself looked at.
import gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
old = A("old"); old.me = old
gc.collect()
young = A("young"); young.me = young
old.young = young
del old, young
print(gc.collect(0), gc.collect(1))
print(gc.collect(2))
