# How deep calls go before RecursionError, and what it says.
import sys
def depth(f):
    try: return f(1)
    except RecursionError as error: return str(error)
def plain(n):
    global reached
    reached = n
    return plain(n + 1)
print(sys.getrecursionlimit(), depth(plain), reached)
sys.setrecursionlimit(100)
print(depth(plain), reached)
class Repr:
    def __repr__(self): return repr(self)
class Eq:
    def __eq__(self, o): return self == o
class Getattr:
    def __getattr__(self, name): return getattr(self, name)
class Call:
    def __call__(self): return self()
class Len:
    def __len__(self): return len(self)
class Str:
    def __str__(self): return str(self)
for f in (lambda n: repr(Repr()), lambda n: Eq() == Eq(), lambda n: Getattr().x, lambda n: Call()(), lambda n: len(Len()), lambda n: str(Str())):
    print(depth(f))
nested = []
for _ in range(150): nested = [nested]
print(depth(lambda n: repr(nested)), depth(lambda n: nested == [nested[0]]) in (True, False) or 'compared')
for bad in (0, -1, 'x', 5):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError, RecursionError) as error: print(type(error).__name__, error)
