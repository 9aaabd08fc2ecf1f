# abs, divmod, pow, round, bin, oct, hex, int, float, bool, complex numbers left out.
print(abs(-3), abs(-2.5), abs(True), divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(-1, 10 ** 20))
print(pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(3, -1, 7), pow(0, 0), pow(-8, 1 / 3) if False else 'x', pow(2.0, 3), pow(10, 2, -7))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(0.5), round(1.5), round(2.345, 1), round(7), round(True), round(1e20), round(5.0, 0), round(15, -1), round(25, -1))
print(bin(10), bin(-10), oct(8), oct(-8), hex(255), hex(-255), bin(0), hex(True), f'{255:#x} {255:#o} {5:#b} {-5:b}')
print(int('  42 '), int('-0b101', 2), int('0x1f', 16), int('0o17', 0), int('z', 36), int('1_000'), int(3.9), int(-3.9), int(True), int('١٢'), int(b'12'), int())
print(float('1e3'), float(' .5 '), float('inf'), float('-Infinity'), float('nan') != float('nan'), float(), float('1_0'), float(10 ** 20), float(True))
print(bool(0.0), bool('0'), bool([0]), bool(None), bool(), int.__name__, (5).numerator, (2.5).as_integer_ratio(), (0.1).hex(), float.fromhex('0x1p-2'))
for wrong in (lambda: int('x'), lambda: int(''), lambda: int('1', 37), lambda: int(1, 2), lambda: int(None), lambda: float('x'), lambda: float([]), lambda: pow(2, 1.5, 3), lambda: pow(2, -1, 4), lambda: pow(2, 1, 0), lambda: round(1.5, 'a'), lambda: abs('a'), lambda: bin(1.5), lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: round(float('nan')), lambda: int('0b2', 0), lambda: hex('a')):
    try: print(wrong())
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error: print(type(error).__name__, error)
