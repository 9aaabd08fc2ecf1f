# __doc__, __module__, __name__, __qualname__ of everything.
"""Not a docstring: it is not first."""
def f():
    'one line'
def g():
    # a comment is none
    pass
def h():
    f'{1}'
def k(): 'only'; return 1
class A:
    """of A"""
    def m(self):
        """of m"""
    class Inner:
        "of Inner"
        def deep(self): return lambda: 0
class B(A):
    def m(self): pass
print(__doc__, f.__doc__, g.__doc__, h.__doc__, k.__doc__, A.__doc__, A.m.__doc__, B.__doc__, B.m.__doc__, A.Inner.__doc__, A().__doc__)
for thing in (f, A, A.m, A().m, A.Inner, A.Inner.deep, A.Inner().deep(), len, int, [].append, str.upper, A().m.__func__):
    print(thing.__name__, thing.__qualname__, getattr(thing, '__module__', 'none'))
f.__doc__ = 'changed'
print(f.__doc__, A.__module__, int.__module__, len.__module__, type(f).__name__, type(len).__name__, type(str.upper).__name__, type([].append).__name__, type(int.__add__).__name__)
A.__doc__ = 'new'
A.__name__, A.__qualname__ = 'Renamed', 'Renamed'
print(A, A.__doc__, A().m.__qualname__, A.Inner)
