# Decorators: order, arguments, on methods and classes; attributes of functions.
def tag(name):
    print('make', name)

    def apply(f):
        print('apply', name, f.__name__)
        f.tags = getattr(f, 'tags', []) + [name]
        return f

    return apply


@tag('outer')
@tag('inner')
def f(a: int, b: 'str' = 'x') -> list:
    """Doc of f."""
    return [a, b]


print(f.tags, f.__doc__, f.__annotations__, f.__name__, f.__dict__)


def count(f):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


@tag('class')
class C:
    @count
    def m(self, x):
        return x * 2

    @staticmethod
    @count
    def s(x):
        return x

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @property
    def p(self):
        return self.m(21)


c = C()
print(c.m(2), C.m(c, 3), C.m.calls, c.s(1), C.s.calls, c.c(5), C.c(6), c.p, C.tags)
f.__name__ = 'renamed'
f.__defaults__ = ('y',)
print(f(1), f.__name__, repr(f).split(' at ')[0])
print((lambda: 0).__name__, c.m.__self__ is c, c.m.__func__ is C.__dict__['m'])
