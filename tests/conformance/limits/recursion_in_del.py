# A RecursionError inside __del__ is told and forgotten; the program goes on.
class A:
    count = 0

    def __del__(self):
        A.count += 1
        self.deeper()

    def deeper(self):
        self.deeper()


a = A()
del a
print('after', A.count)


class Chain:
    freed = 0

    def __init__(self, next_one):
        self.next = next_one

    def __del__(self):
        Chain.freed += 1


x = None
for i in range(30000):
    x = Chain(x)
x = None
print(Chain.freed)
