import gc
class A:
    def __del__(self):
        raise ValueError("in __del__")
a = A(); a.me = a; del a
print(gc.collect())
