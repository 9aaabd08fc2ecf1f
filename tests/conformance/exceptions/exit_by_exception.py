# An exception nobody catches ends the program with status 1, after finally.
import sys
def load(name):
    try:
        return {'a': 1}[name]
    except KeyError as error:
        raise LookupError(f'no {name}') from error
    finally:
        print('finally', name)
print(load('a'))
sys.stdout.write('about to fail\n')
try:
    load('b')
finally:
    print('outer finally')
print('never')
