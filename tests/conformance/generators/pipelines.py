# Lazy stages: nothing happens before it is asked for.
log = []
def numbers(n):
    for i in range(n):
        log.append(f'make {i}')
        yield i
def squares(source):
    for x in source:
        log.append(f'square {x}')
        yield x * x
def only_even(source): return (x for x in source if x % 2 == 0)
pipe = only_even(squares(numbers(100)))
print(log)
print(next(pipe), next(pipe), log)
def take(n, it):
    for _, x in zip(range(n), it): yield x
def naturals(start=0):
    while True:
        yield start
        start += 1
def sieve(source):
    p = next(source)
    yield p
    yield from sieve(x for x in source if x % p)
print(list(take(10, sieve(naturals(2)))))
def windows(it, n):
    buffer = []
    for x in it:
        buffer.append(x)
        if len(buffer) == n:
            yield tuple(buffer)
            buffer.pop(0)
print(list(windows('abcd', 2)), sum(take(5, naturals(1))), list(take(0, naturals())))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print([x for x in take(15, fib()) if x % 2])
