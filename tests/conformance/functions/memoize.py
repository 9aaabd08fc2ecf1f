# A cache in a closure, in an attribute, in a default.
calls = []
def memoize(f):
    cache = {}
    def wrapper(*args):
        if args not in cache:
            calls.append(args)
            cache[args] = f(*args)
        return cache[args]
    wrapper.cache = cache
    return wrapper
@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(calls), len(fib.cache), fib.cache[(10,)])
@memoize
def paths(rows, cols):
    if rows == 1 or cols == 1: return 1
    return paths(rows - 1, cols) + paths(rows, cols - 1)
print(paths(10, 10))
def fact(n, known={0: 1}):
    if n not in known:
        known[n] = n * fact(n - 1)
    return known[n]
print(fact(20), sorted(fact.__defaults__[0])[-3:])
try: fib([1])
except TypeError as error: print(error)
