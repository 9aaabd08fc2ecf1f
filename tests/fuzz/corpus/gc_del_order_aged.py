# What was reached late in a collection stands at the end of its list afterwards.
import gc
class A:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
holder = [A(1), A(2), A(3)]
other = {"x": A(4), "y": [A(5)]}
gc.collect()
for o in holder:
    o.me = o
other["x"].me = other["x"]
other["y"][0].me = other["y"][0]
gc.collect(0)
holder = other = o = None
print(gc.collect())
