# What exceptions carry: args, cause, context, notes, tracebacks, hierarchy.
class E(Exception):
    def __init__(self, a, b=2):
        super().__init__(a, b)
        self.a = a


e = E(1)
print(e, repr(e), e.args, e.a, str(Exception()), repr(Exception('x')), str(KeyError('k')), KeyError(1, 2))
try:
    try:
        {}['missing']
    except KeyError as k:
        raise E('wrapped') from k
except E as caught:
    print(repr(caught.__cause__), caught.__suppress_context__, caught.__context__ is caught.__cause__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise E('no cause') from None
except E as caught:
    print(caught.__cause__, caught.__suppress_context__, repr(caught.__context__))
e.add_note('a note')
print(e.__notes__)


def f(n):
    if n == 0:
        raise IndexError('deep')
    f(n - 1)


try:
    f(3)
except LookupError as error:
    t, depth = error.__traceback__, 0
    while t:
        depth += 1
        last = t
        t = t.tb_next
    print(depth, last.tb_lineno, last.tb_frame.f_code.co_name, error.with_traceback(None).__traceback__)
for wrong in 'text', 5, int, None:
    try:
        raise wrong
    except TypeError as error:
        print(error)
try:
    try:
        raise E(3)
    except (ValueError, 'x'):
        pass
except TypeError as error:
    print(error, '|', repr(error.__context__))
try:
    raise E
except TypeError as error:
    print(error)
print(issubclass(KeyError, LookupError), issubclass(OSError, IOError), UnicodeDecodeError.__mro__[1].__name__)
s = SystemExit(3)
print(s.code, StopIteration(5).value, OSError(2, 'No such file').errno, OSError(2, 'text'), ImportError('m', name='n').name)
try:
    assert 1 == 2, ('tuple', 1)
except AssertionError as error:
    print(error, error.args)
