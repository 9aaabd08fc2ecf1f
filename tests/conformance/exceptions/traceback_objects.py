# Line numbers and functions along __traceback__.
def deep(n):
    if n == 0:
        raise ValueError('bottom')
    deep(n - 1)
def middle():
    try:
        deep(2)
    except ValueError as error:
        return error
def entries(error):
    tb, found = error.__traceback__, []
    while tb:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found
e = middle()
print(entries(e))
def again():
    raise e
try: again()
except ValueError as error: print(entries(error), error is e)
try: raise e.with_traceback(None)
except ValueError as error: print(entries(error))
def generator():
    yield 1
    raise KeyError
try: list(generator())
except KeyError as error: print(entries(error))
try: [1 / x for x in (1, 0)]
except ZeroDivisionError as error: print(entries(error))
print(e.__traceback__.tb_next, type(e.__traceback__).__name__, KeyError().__traceback__)
