# Two underscores make a name private to the class that wrote it.
class A:
    __secret = 1
    def __init__(self): self.__x = 'A'
    def get(self): return self.__x, self.__secret
    def __hidden(self): return 'hidden'
    def call(self): return self.__hidden()
    def set_global(self):
        global __made
        __made = 'by A'
    def args(self, *, __k=1): return __k
class B(A):
    def __init__(self):
        super().__init__()
        self.__x = 'B'
    def both(self): return self.__x, self._A__x
b = B()
print(b.get(), b.both(), vars(b), b.call(), b.args(_A__k=2))
b.set_global()
print(_A__made, [k for k in vars(A) if 'secret' in k or 'hidden' in k])
for wrong in (lambda: b.__x, lambda: A.__secret, lambda: b.args(__k=1)):
    try: wrong()
    except (AttributeError, TypeError) as error: print(error)
class _Under:
    __y = 2
    __dunder__ = 3
    def f(self): return self.__y, self.__dunder__
print(_Under().f(), [k for k in vars(_Under) if 'y' in k and '_Under' in k])
class __: 
    __z = 1
print([k for k in vars(__) if 'z' in k])
