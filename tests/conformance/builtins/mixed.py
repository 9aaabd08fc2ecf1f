# Built-in functions on unusual arguments.
def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


for f in (lambda: max([], default='d'), lambda: max([]), lambda: max(1, 2, key=lambda v: -v), lambda: min('b', 'a', default=1),
          lambda: sum([[1], [2]], []), lambda: sum('ab'), lambda: sum([0.1] * 10), lambda: round(2.5), lambda: round(-1.5),
          lambda: round(1234.567, -2), lambda: round(2.675, 2), lambda: round(5, -1), lambda: abs(-0.0), lambda: abs('x'),
          lambda: divmod(-7, 3), lambda: divmod(7.5, -2), lambda: divmod(1, 0), lambda: pow(2, 10, 1000), lambda: pow(2, -1),
          lambda: pow(2, -1, 4), lambda: hex(-255), lambda: oct(8.0), lambda: chr(97) + chr(0x1F600), lambda: ord('ab'), lambda: ord(b'a'),
          lambda: int('0x1f', 16), lambda: int(' -12_3 '), lambda: int('z', 36), lambda: int('1.5'), lambda: int(3.99), lambda: int(b'7'),
          lambda: float('  1e3 '), lambda: float('nan') == float('nan'), lambda: float('x'), lambda: bool([]), lambda: str(b'x'), lambda: str(b'x', 'ascii'),
          lambda: list(enumerate('ab', 5)), lambda: list(zip([1, 2], 'a')), lambda: list(zip([1], 'ab', strict=True)), lambda: dict(zip('ab', [1, 2]), c=3),
          lambda: list(map(pow, [2, 3], [3, 2])), lambda: list(filter(None, [0, 1, '', 'a'])), lambda: list(reversed(range(5, 0, -2))), lambda: reversed({1}),
          lambda: sorted('bAc', key=str.lower, reverse=True), lambda: sorted([1, 'a']), lambda: all([]), lambda: any([]), lambda: next(iter([])), lambda: next(iter([]), 'end'),
          lambda: list(iter(iter([1, 2, 3]).__next__, 3)), lambda: iter(5), lambda: isinstance(True, int), lambda: isinstance(1, 'x'), lambda: issubclass(bool, (str, int)),
          lambda: getattr(5, 'real'), lambda: getattr(5, 'nope', 'default'), lambda: getattr(5, 'nope'), lambda: hasattr('', 'join'), lambda: callable(len), lambda: type(1)(2),
          lambda: len(5), lambda: hash([]), lambda: repr('a\'b'), lambda: ascii('é'), lambda: format(1234.5, ',.1f'), lambda: format('x', '>3'), lambda: bin(5)[2:].zfill(8),
          lambda: slice(1, 5, 2).indices(4), lambda: range(10)[2:8:3], lambda: range(0), lambda: 5 in range(0, 10, 5), lambda: range(1, 2, 0), lambda: bytes([1, 2]) + b'\x03',
          lambda: set('aab') == {'b', 'a'}, lambda: frozenset([1]) | {2}, lambda: tuple({1: 2}), lambda: list('ab') * 2, lambda: dict(a=1) | {'b': 2}, lambda: vars(5)):
    show(f)
