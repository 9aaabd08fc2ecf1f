# What cannot be had is a MemoryError or an OverflowError, never a crash; the program goes on.
def attempt(name, make):
    try:
        make()
        print(name, 'is there')
    except (MemoryError, OverflowError) as error:
        print(name, type(error).__name__, error)


big = 2 ** 62
attempt('list', lambda: [0] * big)
attempt('tuple', lambda: (1, 2) * big)
attempt('str', lambda: 'ab' * big)
attempt('bytes', lambda: b'abc' * big)
attempt('too large for a size', lambda: [0] * 2 ** 64)
attempt('str by a huge number', lambda: 'a' * 2 ** 70)
attempt('empty str', lambda: '' * big)
attempt('empty list', lambda: [] * big)
attempt('negative', lambda: [1] * -big)
attempt('bytes of a size', lambda: bytes(2 ** 63 - 1))
attempt('shift', lambda: 1 << 2 ** 64)
attempt('shift of zero', lambda: 0 << 2 ** 64)
attempt('range', lambda: range(2 ** 100))
attempt('len', lambda: len(range(2 ** 64)))
attempt('list of a range', lambda: list(range(2 ** 62)))
attempt('ljust', lambda: 'x'.ljust(2 ** 62))
try:
    x = [1, 2, 3]
    x *= big
except MemoryError:
    print('kept', x)
