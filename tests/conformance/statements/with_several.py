# Several managers enter from left to right and leave the other way round.
class Manager:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print('enter', self.name)
        return self.name.upper()
    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind and kind.__name__, value)
        return self.swallow
with Manager('a') as a, Manager('b') as b:
    print(a, b)
with (Manager('c') as c, Manager('d', swallow=True) as d,):
    raise ValueError('inside')
print('on')
try:
    with Manager('e'), Manager('f'):
        raise KeyError('out')
except KeyError as error:
    print('caught', error)
def leave():
    for i in range(2):
        with Manager(f'loop{i}'):
            if i == 0: continue
            return 'left'
print(leave())
with Manager('pair') as (p, *q):
    print(p, q)
