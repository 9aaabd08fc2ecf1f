# Which exception is which; what except catches.
def parents(cls): return '<'.join(c.__name__ for c in cls.__mro__[:-1])
for cls in (KeyError, IndexError, ZeroDivisionError, OverflowError, ModuleNotFoundError, UnboundLocalError, FileNotFoundError,
            RecursionError, NotImplementedError, UnicodeDecodeError, StopIteration, KeyboardInterrupt, SystemExit, GeneratorExit,
            IndentationError, TabError, DeprecationWarning, BrokenPipeError, ConnectionResetError, TimeoutError):
    print(parents(cls))
print(IOError is OSError, EnvironmentError is OSError, issubclass(bool, int))
def catch(error):
    try: raise error
    except LookupError: return 'lookup'
    except ArithmeticError as e: return f'arithmetic {e}'
    except (ValueError, TypeError) as e: return f'value or type {e.args}'
    except Exception: return 'other'
    except BaseException as e: return f'base {type(e).__name__}'
print([catch(e) for e in (KeyError(1), IndexError, ZeroDivisionError('z'), UnicodeError('u'), TypeError(1, 2), OSError, KeyboardInterrupt, SystemExit(3))])
try:
    try: raise ValueError
    except 5: pass
except TypeError as error: print(error)
