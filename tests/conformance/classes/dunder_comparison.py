# Which comparison is asked, and in which order.
class Version:
    def __init__(self, text): self.parts = [int(p) for p in text.split('.')]
    def __repr__(self): return '.'.join(map(str, self.parts))
    def __eq__(self, o): return self.parts == o.parts if isinstance(o, Version) else NotImplemented
    def __lt__(self, o): return self.parts < o.parts if isinstance(o, Version) else NotImplemented
    def __le__(self, o): return self < o or self == o
a, b = Version('1.2'), Version('1.10')
print(a < b, a > b, a <= b, a >= b, a == b, a != b, sorted([b, a]), max(a, b), min(b, a))
print(a == '1.2', '1.2' != a, a < b < Version('2'))
try: a < 5
except TypeError as error: print(error)
try: hash(a)
except TypeError as error: print(error)
class Loud:
    def __eq__(self, o):
        print('eq')
        return False
    def __lt__(self, o):
        print('lt')
        return NotImplemented
    def __gt__(self, o):
        print('gt')
        return 'greater'
x, y = Loud(), Loud()
print(x == x, x in [x], [x] == [x], x < y, x != y, x.__ne__(y), 1 == x)
class Sub(Loud):
    def __gt__(self, o): return 'sub first'
print(x < Sub(), Sub() > x)
