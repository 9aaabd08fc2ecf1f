# Tracebacks of nested frames, generators and comprehensions.
def gen(n):
    for i in range(n):
        yield 1 / (2 - i)


def consume():
    return [x for x in gen(5)]


class K:
    @property
    def p(self):
        return sum(consume())


def deco(f):
    def w(*a, **k):
        return f(*a, **k)

    return w


@deco
def start(k):
    return k.p


start(K())
