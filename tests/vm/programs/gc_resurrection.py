import gc
saved = []
class Phoenix:
    def __init__(self, n):
        self.n = n
        self.me = self
    def __del__(self):
        print("del", self.n)
        saved.append(self)
Phoenix(1)
print(gc.collect(), len(saved), gc.is_finalized(saved[0]))
saved.clear()
print(gc.collect(), saved)
class Plain:
    def __del__(self):
        print("plain")
        saved.append(self)
Plain()
print(len(saved), gc.is_finalized(saved[0]))
saved.clear()
print(saved, gc.is_finalized([]), gc.is_finalized(1))
