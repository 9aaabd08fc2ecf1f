# lru_cache: hits, misses, and which call is forgotten.
from functools import cache, lru_cache


@lru_cache(maxsize=2)
def square(n):
    print("compute", n)
    return n * n


print(square(1), square(2), square(1), square.cache_info())
print(square(3), square.cache_info())
print(square(1), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.cache_parameters())
print(square.__wrapped__(5), square.__name__, square(n=4), square(4), square.cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), fib.cache_info(), fib.cache_parameters())


@lru_cache
def plain(x, y=0):
    return (x, y)


print(plain(1), plain(1, 0), plain(1, y=0), plain(y=0, x=1), plain(1.0), plain(True))
info = plain.cache_info()
print(info, info.hits, info.maxsize, tuple(info))


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info())


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info(), lru_cache(-5)(never).cache_info())
try:
    plain([])
except TypeError as e:
    print(e, plain.cache_info())
try:
    lru_cache("x")
except TypeError as e:
    print(e)


@cache
def fails(x):
    raise ValueError(x)


for _ in range(2):
    try:
        fails(1)
    except ValueError as e:
        print(e, fails.cache_info())
