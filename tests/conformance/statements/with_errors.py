# What is no context manager; what goes wrong inside one.
class NoExit:
    def __enter__(self): return self
class NoEnter:
    def __exit__(self, *args): return False
class FailsEnter:
    def __enter__(self): raise ValueError('in enter')
    def __exit__(self, *args): print('never')
class FailsExit:
    def __enter__(self): return self
    def __exit__(self, *args): raise RuntimeError('in exit')
for cls in (NoExit, NoEnter, FailsEnter, FailsExit, int):
    try:
        with cls():
            print('body of', cls.__name__)
    except Exception as error:
        print(type(error).__name__, error)
try:
    with FailsExit():
        raise KeyError('first')
except RuntimeError as error:
    print(repr(error.__context__))
class Instance:
    def __enter__(self): return 'class'
    def __exit__(self, *args): print('class exit')
m = Instance()
m.__exit__ = lambda *args: print('instance exit')
with m as value: print(value)
