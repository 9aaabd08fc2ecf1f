# try, else, finally and what leaves them.
def f(how):
    for i in range(2):
        try:
            if how == 'return':
                return 'returned'
            if how == 'break':
                break
            if how == 'continue':
                continue
            if how == 'raise':
                raise KeyError(how)
        except KeyError as error:
            return f'except {error}'
        else:
            print('else', end=' ')
        finally:
            print('finally', i, end=' ')
            if how == 'override':
                return 'overridden'
    else:
        return 'loop else'
    return 'after'


for how in 'return', 'break', 'continue', 'raise', 'none', 'override':
    print(f(how))


def swallow():
    try:
        raise ValueError
    finally:
        return 'swallowed'


print(swallow())


def nested():
    try:
        try:
            1 / 0
        finally:
            print('inner')
    except ZeroDivisionError as error:
        print('outer', error.__context__)
        try:
            raise TypeError('second') from error
        except TypeError as again:
            return again.__cause__ is error, again.__context__ is error


print(nested())
try:
    error
except NameError as e:
    print(e)
