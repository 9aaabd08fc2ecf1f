# Hashes wrap, indices saturate, and what is too large says so.
def show(f):
    try:
        print(f())
    except (OverflowError, ValueError, IndexError, TypeError, MemoryError) as error:
        print(type(error).__name__, error)


big = 10 ** 30
show(lambda: [1, 2, 3][big])
show(lambda: [1, 2, 3][-big:big])
show(lambda: 'abc'[::big])
show(lambda: (1, 2)[big:])
show(lambda: range(10)[-big:big:3])
show(lambda: [1].insert(big, 2))
show(lambda: [1].pop(big))
show(lambda: chr(0x110000))
show(lambda: chr(-1))
show(lambda: 'x'.center(big))
show(lambda: bytes([256]))
show(lambda: bytes(-1))
show(lambda: hash(2 ** 61 - 1))
show(lambda: hash(2 ** 61) == hash(1))
show(lambda: hash(-1) == hash(-2))
show(lambda: hash(float('inf')))
show(lambda: round(1.5, big))
show(lambda: int(float('1e300')) % 1000)
show(lambda: int(float('nan')))
show(lambda: int(float('-inf')))
show(lambda: 10.0 ** 400)
show(lambda: (-8) ** 2 ** 3)
show(lambda: 'a' * True + 'b' * False)
