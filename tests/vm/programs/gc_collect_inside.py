import gc
class A:
    def __del__(self):
        print("inside", gc.collect())
a = A(); a.me = a; del a
print(gc.collect() > 0)
gc.callbacks.append(lambda phase, info: print(phase, gc.collect()))
gc.collect()
gc.callbacks.clear()
