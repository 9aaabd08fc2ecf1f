# Integers have no limit; text of them has.
print(2 ** 200, (2 ** 200).bit_length(), len(str(2 ** 10000)), -2 ** 70 // 3, 2 ** 70 % 1000, (10 ** 50 + 1) // 7)
f = 1
for i in range(1, 60): f *= i
print(f, f % 10 ** 9, hash(f), hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2))
try: str(10 ** 5000)
except ValueError as error: print(error)
try: int('9' * 5000)
except ValueError as error: print(error)
print(len(hex(10 ** 5000)), len(str(10 ** 4299)), 1 << 1000 == 2 ** 1000, 3 ** 100 & 0xffff, pow(3, 10 ** 20, 1000007))
print(float(2 ** 60 + 1), int(1e20), 10 ** 22 == 1e22, 2 ** 53 + 1 == float(2 ** 53 + 1), 2 ** 1023 * 1.0, int(1.9), int(-1.9))
for wrong in (lambda: float(10 ** 400), lambda: 2.0 ** 5000, lambda: int(float('inf')), lambda: int(float('nan')), lambda: 10 ** 400 / 3, lambda: [0] * 2 ** 70, lambda: range(2 ** 70)[2 ** 64], lambda: len(range(2 ** 70)), lambda: 'a'[2 ** 70], lambda: 1 << 2 ** 70):
    try: print(wrong())
    except (OverflowError, ValueError, MemoryError, IndexError) as error: print(type(error).__name__, error)
