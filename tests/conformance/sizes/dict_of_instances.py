# The dicts of a class's instances share their keys.
import sys


class A:
    def __init__(self, n):
        self.x = n
        self.y = n
        self.z = n


print([sys.getsizeof(A(i).__dict__) for i in range(6)])
a = A(1)
print(sys.getsizeof(a), sys.getsizeof(vars(a)))
a.w = 1
print(sys.getsizeof(vars(a)))
del a.x
print(sys.getsizeof(vars(a)), list(vars(a)))
b = A(2)
vars(b)[1] = 2
print(sys.getsizeof(vars(b)))


class Many:
    def __init__(self):
        for i in range(35):
            setattr(self, f"attr{i}", i)


m = Many()
print(sys.getsizeof(m), sys.getsizeof(vars(m)), sys.getsizeof(dict(vars(m))))


class Empty:
    pass


e = Empty()
print(sys.getsizeof(e), sys.getsizeof(e.__dict__), sys.getsizeof(Empty().__dict__))
