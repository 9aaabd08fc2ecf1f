# str, repr and args of built-in exceptions; notes.
for error in (ValueError(), ValueError('a'), ValueError('a', 1), KeyError('k'), KeyError(), KeyError('a', 'b'), KeyError("it's"), IndexError(3),
              OSError(2, 'No such file'), OSError(2, 'No such file', 'name.txt'), OSError('only'), StopIteration(5), SystemExit(), SystemExit('bye'),
              ImportError('m', name='n'), NameError('n', name='x'), AttributeError('a', name='x', obj=3), UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad')):
    print(repr(error), '|', str(error), '|', error.args)
e = OSError(13, 'Permission denied', 'f')
print(type(e).__name__, e.errno, e.strerror, e.filename, type(OSError(17, 'x')).__name__, type(OSError(99, 'x')).__name__)
print(StopIteration(5).value, SystemExit(3).code, ImportError('m', name='n').name, AttributeError('a', name='x', obj=3).obj)
n = ValueError('noted')
n.add_note('first'); n.add_note('second')
print(n.__notes__, n, n.args)
try: n.add_note(3)
except TypeError as error: print(error)
try: ValueError(x=1)
except TypeError as error: print(error)
u = UnicodeDecodeError('utf-8', b'ab\xff', 2, 3, 'invalid')
print(u.encoding, u.object, u.start, u.end, u.reason)
