import gc
gc.collect()
class A:
    def __del__(self): print("del")
a = A(); a.me = a
gc.freeze()
print(gc.get_freeze_count() > 10, gc.get_count()[0] < 5)
del a
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())
