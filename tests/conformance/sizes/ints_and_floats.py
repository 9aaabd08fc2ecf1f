# Ints grow by digits of 30 bits.
import sys

print([sys.getsizeof(n) for n in (0, 1, -1, 255, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 60 - 1, 2 ** 60)])
print([sys.getsizeof(2 ** k) for k in range(0, 400, 29)])
print(sys.getsizeof(10 ** 100), sys.getsizeof(-10 ** 100), sys.getsizeof(7 ** 77))
a = 2 ** 90
print(sys.getsizeof(a - a), sys.getsizeof(a - 1), sys.getsizeof(a >> 60), sys.getsizeof(a << 1))
print(sys.getsizeof(a // a), sys.getsizeof(a % 7), sys.getsizeof(int(str(a))), sys.getsizeof(a & 3))
print(sys.getsizeof(1.5), sys.getsizeof(1e300), sys.getsizeof(True), sys.getsizeof(False))
print(sys.getsizeof(int("0")), sys.getsizeof(int(True)), sys.getsizeof(int(2.0 ** 70)))
print((1).__sizeof__(), (2 ** 70).__sizeof__(), (1.0).__sizeof__(), True.__sizeof__())
print(sys.getsizeof(None), sys.getsizeof(...), sys.getsizeof(NotImplemented))
