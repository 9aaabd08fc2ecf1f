# The name after `as` is gone after the handler, whatever happens to it there.
e = 'before'
try: raise ValueError('v')
except ValueError as e:
    inside = e
    print(repr(e))
try: print(e)
except NameError as error: print(error)
def rebinding():
    try: raise KeyError
    except KeyError as k:
        k = 'rebound'
        print(k)
    return 'k' in locals()
def deleting():
    try: raise KeyError
    except KeyError as k:
        del k
    return 'fine'
def returning():
    try: raise KeyError('r')
    except KeyError as k: return repr(k)
def looping():
    for i in range(2):
        try: raise ValueError(i)
        except ValueError as v: continue
    return 'v' in locals()
print(rebinding(), deleting(), returning(), looping(), repr(inside))
import sys
def handled():
    try: raise ValueError('now')
    except ValueError:
        return sys.exc_info()[1]
print(repr(handled()), sys.exc_info())
