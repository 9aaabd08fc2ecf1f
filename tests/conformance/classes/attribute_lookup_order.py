# Data descriptors, then the instance, then the class; __getattr__ last.
class Data:
    def __get__(self, obj, owner): return 'data descriptor'
    def __set__(self, obj, value): print('set', value)
class NonData:
    def __get__(self, obj, owner): return 'non-data descriptor'
class C:
    d = Data()
    n = NonData()
    plain = 'class'
    def __getattr__(self, name): return f'__getattr__({name})'
c = C()
print(c.d, c.n, c.plain, c.missing, C.d, C.n)
c.__dict__.update(d='instance', n='instance', plain='instance')
print(c.d, c.n, c.plain)
c.d = 1
c.n = 'assigned'
print(c.__dict__)
del c.n
print(c.n, getattr(c, 'zip'), hasattr(c, 'anything'), getattr(C, 'anything', 'default'))
class Loud:
    def __getattribute__(self, name):
        if name.startswith('_'): return object.__getattribute__(self, name)
        return ('always', name)
l = Loud()
l.x = 1
print(l.x, l.__dict__, l.__class__.__name__)
