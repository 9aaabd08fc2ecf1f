# int(), float(), bool(), str(), repr(), format(), bytes(), index, round, hash.
class Money:
    def __init__(self, cents): self.cents = cents
    def __int__(self): return self.cents // 100
    def __float__(self): return self.cents / 100
    def __index__(self): return self.cents
    def __bool__(self): return self.cents != 0
    def __str__(self): return f'{self.cents / 100:.2f}'
    def __repr__(self): return f'Money({self.cents})'
    def __format__(self, spec): return f'[{spec}]{self}' if spec else str(self)
    def __bytes__(self): return bytes([self.cents % 256])
    def __round__(self, digits=None): return ('round', digits)
    def __hash__(self): return self.cents
    def __ceil__(self): return 'ceil'
m = Money(1234)
print(int(m), float(m), bool(m), bool(Money(0)), str(m), repr(m), f'{m}', f'{m:>8}', f'{m!r}', '%s %r' % (m, m))
print('{:x} {!r} {}'.format(m, m, m), bytes(Money(5)), round(m), round(m, 2), hash(m), hex(m), range(Money(3)))
print([10, 20, 30][Money(1)], 'ab' * Money(2), bin(Money(5)), divmod(int(m), 5), [m], (m,), {m: m})
import math
print(math.ceil(m), math.sqrt(Money(900)), math.floor(float(m)), chr(Money(65)))
class Bad:
    def __int__(self): return 'x'
    def __bool__(self): return 2
    def __str__(self): return 1
    def __index__(self): return 1.0
    def __len__(self): return -1
    def __hash__(self): return 'h'
for f in (int, bool, str, hex, len, hash, float):
    try: print(f(Bad()))
    except (TypeError, ValueError) as error: print(error)
