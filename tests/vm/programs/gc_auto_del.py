# A collection in the middle of ordinary work.
import gc
gc.collect()
class A:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self): dead.append(self.n)
dead = []
for i in range(1000):
    A(i)
print(dead == list(range(len(dead))), 600 < len(dead) < 1000)
gc.collect()
print(len(dead), dead == list(range(1000)))
