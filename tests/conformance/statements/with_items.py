# with: several items, order, swallowing, errors in enter and exit.
class M:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print('enter', self.name)
        if self.fail == 'enter':
            raise RuntimeError('enter ' + self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind and kind.__name__, value, traceback is not None)
        if self.fail == 'exit':
            raise RuntimeError('exit ' + self.name)
        return self.swallow


with M('a') as a, M('b') as b:
    print(a, b)
with (M('c', swallow=True), M('d')):
    raise ValueError('inside')
try:
    with M('e'), M('f', fail='enter'):
        print('never')
except RuntimeError as error:
    print(error)
try:
    with M('g', fail='exit'):
        raise KeyError('k')
except RuntimeError as error:
    print(error, repr(error.__context__))


def leave():
    for i in range(3):
        with M(str(i)):
            if i == 1:
                return i


print(leave())
for wrong in 1, object:
    try:
        with wrong:
            pass
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
with M('x') as (p, *q):
    print(p, q)
