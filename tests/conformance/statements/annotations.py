# Annotations are evaluated at module and class level, not in functions.
def note(text):
    print('evaluated', text)
    return text
x: note('x') = 1
y: note('y')
print(__annotations__, 'y' in globals())
def f():
    z: note('z') = 2
    w: undefined
    return z
print(f(), f.__annotations__)
class C:
    a: int = 1
    b: 'later'
    __private: str = 's'
    def m(self, p: float, *args: note('args'), key: bool = True, **kw: dict) -> None: pass
print(C.__annotations__, hasattr(C, 'b'))
print(C.m.__annotations__)
(v): int = 3
o = C()
o.attr: note('attr') = 4
items = [0]
items[0]: note('item') = 5
print(__annotations__, v, o.attr, items)
