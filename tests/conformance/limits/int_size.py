# Large ints: arithmetic, their sizes, and text in bases without a limit.
import sys

x = 3 ** 20000
print(x.bit_length(), sys.getsizeof(x), x % 10 ** 9)
y = x * x + 1
print(y.bit_length(), (y - 1) // x == x, y % x)
print(len(hex(y)), len(bin(y)), len(oct(y)), hex(y)[-12:])
print(int(hex(y), 16) == y, (y >> 60000).bit_length(), -y >> 70000)
print(sys.getsizeof(2 ** 30 - 1), sys.getsizeof(2 ** 30), sys.getsizeof(-2 ** 60), sys.getsizeof(0))
print(pow(7, 10 ** 6, 10 ** 9 + 7), pow(3, -1, 11))
try:
    float(y)
except OverflowError as error:
    print(error)
try:
    y / 3
except OverflowError as error:
    print(error)
print(y // 1 == y, hash(y), hash(-y), divmod(-y, 10 ** 4)[1])
print(f'{10 ** 50:,}', f'{2 ** 100:#x}', '%d' % 10 ** 30)
print(str(7 ** 5000)[:20], len(str(7 ** 5000)))
