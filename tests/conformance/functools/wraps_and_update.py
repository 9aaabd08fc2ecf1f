# wraps: the wrapper says what the wrapped function says, and holds it.
import functools
import sys


def traced(f):
    @functools.wraps(f)
    def wrapper(*args):
        """Wrapper's own."""
        return f(*args)
    return wrapper


def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


add.tag = "x"
t = traced(add)
print(t.__name__, t.__qualname__, t.__doc__, t.__module__, t.__annotations__, t.tag)
print(t.__wrapped__ is add, t(1, 3), sys.getrefcount(add))
print(sorted(t.__dict__), t.__defaults__)


def bare(f):
    def wrapper():
        return f()
    return wrapper


print(bare(add).__name__, hasattr(bare(add), "__wrapped__"))


class Call:
    def __init__(self, f):
        functools.update_wrapper(self, f)

    def __call__(self):
        return "called"


c = Call(add)
print(c(), c.__name__, sorted(vars(c)))
d = functools.update_wrapper(lambda: 1, len)
print(d.__name__, d.__wrapped__)
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)
w = functools.wraps(add, assigned=("__name__",), updated=())
print(type(w).__name__, w(lambda: 0).__name__, sorted(w.keywords))
