import gc
made = []
class A:
    def __init__(self, n):
        self.n = n
        self.me = self
    def __del__(self):
        if self.n:
            made.append(self.n)
            A(self.n - 1)
A(3)
while gc.collect():
    print(made)
print("end", made)
