# Unpacking in calls and displays: order of evaluation and of arguments.
def show(*args, **kwargs): return args, kwargs
def tell(x):
    print('got', x)
    return x
print(show(*tell([1]), tell(2), *tell((3, 4)), k=tell(5), **tell({'l': 6}), m=7))
print(show(*'ab', *range(2), *{'x': 1}, *{3}), show(**{'a': 1}, **{'b': 2}))
print([*'ab', 1, *[2]], (*'c', *()), {*'aab'} == {'a', 'b'}, {**{'a': 1}, 'b': 2, **{'a': 3}})
class Keys:
    def keys(self): return ['x', 'y']
    def __getitem__(self, k): return k * 2
print(show(**Keys()), {**Keys()}, dict(**Keys(), z=1))
def gen():
    yield 1
    yield 2
print(show(*gen(), *map(str, [3])), max(*[1, 5, 3]), print(*[1, 2], sep='-'))
for wrong in (lambda: show(*None), lambda: show(**[1]), lambda: show(k=1, **{'k': 2}), lambda: [*3], lambda: {**3}, lambda: show(**{1: 2})):
    try: wrong()
    except TypeError as error: print(error)
