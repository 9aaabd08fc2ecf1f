# Functions as values: tables, pipelines, partial application, callbacks.
operations = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b}
def rpn(text):
    stack = []
    for token in text.split():
        if token in operations:
            b, a = stack.pop(), stack.pop()
            stack.append(operations[token](a, b))
        else:
            stack.append(int(token))
    return stack
print(rpn('3 4 + 2 * 7 -'), rpn('1 2 3'))
def partial(f, *args, **kwargs):
    return lambda *more, **extra: f(*args, *more, **{**kwargs, **extra})
power_of_two = partial(pow, 2)
print(power_of_two(10), partial(sorted, reverse=True)([1, 3, 2]))
def pipe(value, *steps):
    for step in steps: value = step(value)
    return value
print(pipe('  Some Text ', str.strip, str.lower, str.split, len))
print(list(filter(None, [0, 1, '', 'a'])), list(map(max, [1, 5], [3, 2])), sum(map(len, ['a', 'bc'])))
def twice(f): return lambda x: f(f(x))
print(twice(twice(lambda n: n * 2))(1), [f.__name__ for f in (len, twice, str.upper)])
