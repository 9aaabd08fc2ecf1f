# sep, end, several values, what is converted how.
import sys
print()
print(1, 'a', None, [1, 'a'], (1,), {'k': 'v'}, 2.0, b'x')
print(1, 2, 3, sep='')
print(1, 2, 3, sep=', ', end='!\n')
print('a', 'b', sep='\n')
print(*range(5), sep='-')
print('x', end='')
print('y', end=None)
print(1, 2, sep=None)
print('to stdout', file=sys.stdout, flush=True)
print(sys.stdout.write('abc\n'))
class Loud:
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
print(Loud(), [Loud()], {Loud(): Loud()}, f'{Loud()}', f'{Loud()!r}', '%s %r' % (Loud(), Loud()))
for wrong in (lambda: print(1, sep=1), lambda: print(1, end=1), lambda: print(1, nothing=1)):
    try: wrong()
    except TypeError as error: print(error)
print(print('inner'))
class Broken:
    def __str__(self): raise ValueError('no text')
try: print('before', Broken(), 'after')
except ValueError as error: print('|', error)
print('é€😀', '\t|', 'tab\\n', r'\n')
