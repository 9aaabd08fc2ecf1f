import gc
class A:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
gc.collect()
a = A(1)
a.list = [a, A(2), {A(3): A(4)}, (A(5), A(6))]
a.set = {A(7)}
del a
print(gc.collect())
keep = A("kept")
x = [keep]; x.append(x)
y = A("y"); y.x = x; x.append(y)
del x, y
print(gc.collect())
