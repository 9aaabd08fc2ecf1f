# Exceptions of one's own: attributes, text, defaults, hierarchy.
class AppError(Exception):
    """Base of all."""
class NotFound(AppError):
    def __init__(self, key, where='store'):
        super().__init__(key, where)
        self.key, self.where = key, where
    def __str__(self): return f'{self.key!r} not in {self.where}'
class Silent(AppError):
    def __init__(self, code): self.code = code
class Coded(AppError):
    code = 7
for error in (AppError(), AppError('one'), AppError('one', 2), NotFound('k'), NotFound('k', where='db'), Silent(3), Coded('c')):
    try: raise error
    except AppError as e: print(type(e).__name__, '|', e, '|', repr(e), e.args, vars(e))
print(NotFound('a').args, Coded.code, Coded().code, AppError.__doc__, isinstance(Coded(), AppError), Silent.__doc__)
try: raise NotFound
except TypeError as error: print(error)
e = ValueError('x', 1)
e.args = ('new',)
print(e, e.args, ValueError('a') == ValueError('a'), e == e)
e.extra = 5
print(e.__dict__, e.with_traceback(None) is e, BaseException(1).args)
class Multi(KeyError, AttributeError): pass
try: raise Multi('m')
except AttributeError as m: print(repr(m), str(m))
