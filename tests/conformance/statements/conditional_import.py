# Imports where they are needed, under other names, and those that do not exist.
try:
    import nothing_of_that_name as fast
except ImportError as error:
    fast = None
    print(type(error).__name__, error, error.name)
if fast is None:
    import math as fast
print(fast.floor(2.5))
def area(r):
    from math import pi, sqrt as root
    return round(pi * r * r, 3), root(r)
print(area(4), 'pi' in globals())
import math, sys as system
print(math is fast, 'math' in system.modules, math.__name__)
try:
    from nothing_of_that_name.inside import x
except ModuleNotFoundError as error:
    print(error.name, isinstance(error, ImportError))
if __name__ == '__main__':
    print('main')
