# __cause__, __context__ and __suppress_context__.
def describe(error):
    return f'{error!r} cause={error.__cause__!r} context={error.__context__!r} suppress={error.__suppress_context__}'
def plain():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError('during')
def cause():
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError('from') from e
def hidden():
    try: 1 / 0
    except ZeroDivisionError: raise KeyError('none') from None
def classes(): raise KeyError from ValueError
def final():
    try: raise KeyError('body')
    finally: raise ValueError('finally')
def wrong(): raise KeyError from 5
def same():
    try: raise KeyError('again')
    except KeyError as e: raise e
def outside(): raise
def not_exception(): raise 'text'
for f in (plain, cause, hidden, classes, final, wrong, same, outside, not_exception):
    try: f()
    except Exception as error: print(f.__name__, describe(error))
try:
    try: raise ValueError(1)
    except ValueError:
        try: raise TypeError(2)
        except TypeError: raise KeyError(3)
except KeyError as e:
    while e: print(repr(e), end=' '); e = e.__context__
print()
