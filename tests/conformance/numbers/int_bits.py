# Shifts and bit operations treat ints as endless two's complement.
for n in (0, 1, -1, 5, -6, 2**70 + 3, -(2**70)):
    print(n, ~n, n & 0xFF, n | 1, n ^ -1, n << 3, n >> 2, n >> 100, n.bit_length(), n.bit_count())
print(True & False, True | 2, True ^ True, ~True, type(True & True).__name__, type(True + True).__name__)
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 5 & 1.0, lambda: ~1.5, lambda: 0 << 10**30, lambda: -1 >> 10**30):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
