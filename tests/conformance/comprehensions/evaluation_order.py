# What is evaluated when.
def say(label, value):
    print(label, end=' ')
    return value
print([say('elt', x) for x in say('iter', [1, 2]) if say('cond', x)])
print({say('key', k): say('value', k) for k in say('iter', 'ab')})
print([say('e', (x, y)) for x in say('outer', [1, 2]) for y in say('inner', [3])])
g = (say('gen', x) for x in say('first', [1]))
print('made', list(g))
print({**{say('a', 1): say('b', 2)}, say('c', 3): say('d', 4)}, [say('p', 1), *say('q', [2]), say('r', 3)])
print(say('f', len)(say('arg', [1])), say('x', 1) < say('y', 2) < say('z', 0) < say('never', 9))
d = {}
d[say('key', 1)] = say('value', 2)
say('target', d)[say('k', 5)] = say('v', 6)
print(d, say('left', 1) if say('test', 0) else say('right', 2), say('l', 0) and say('no', 1) or say('o', 3))
a, b = say('1st', 1), say('2nd', 2)
say('obj', [0, 0])[say('idx', 0)] += say('add', 1)
print(a, b)
