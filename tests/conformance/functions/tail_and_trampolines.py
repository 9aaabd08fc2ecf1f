# Functions that return functions to be called.
def trampoline(f, *args):
    while callable(f): f = f(*args); args = ()
    return f
def countdown(n, acc=0): return acc if n == 0 else lambda: countdown(n - 1, acc + n)
print(trampoline(countdown, 5000))
def even(n): return True if n == 0 else lambda: odd(n - 1)
def odd(n): return False if n == 0 else lambda: even(n - 1)
print(trampoline(even, 1001), trampoline(odd, 3001))
def state_machine(text):
    def start(c): return number if c.isdigit() else start
    def number(c):
        if c.isdigit():
            return number
        found.append(1)
        return start
    found, state = [], start
    for c in text + ' ': state = state(c)
    return len(found)
print(state_machine('a1 22 b333c4'))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda rec: lambda n: 1 if n < 2 else n * rec(n - 1))(10))
def church(n): return lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))
add = lambda a, b: lambda f: lambda x: a(f)(b(f)(x))
print(add(church(3), church(4))(lambda n: n + 1)(0))
