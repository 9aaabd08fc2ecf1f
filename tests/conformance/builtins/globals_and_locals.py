# The namespaces as dicts.
x = 1
g = globals()
g['made'] = 'by dict'
print(made, g['x'], 'g' in g, globals() is g, locals() is g, vars() is g, __name__, g['__name__'])
def f(a, b=2):
    c = 3
    before = sorted(locals())
    locals()['d'] = 4
    def inner(): return c
    return before, sorted(locals()), 'x' in globals(), 'c' in globals()
print(f(1))
class C:
    y = 1
    names = sorted(n for n in locals() if not n.startswith('__'))
print(C.names, sorted(k for k in vars(C) if not k.startswith('__')))
del g['x']
try: x
except NameError as error: print(error)
for name in ['p', 'q']: globals()[name] = name * 2
print(p, q)
def h():
    global created
    created = 5
    return [v for k, v in sorted(globals().items()) if k == 'created']
print(h(), created)
import builtins
print(builtins.len is len, 'len' in vars(builtins), 'len' in globals(), builtins.__name__)
len = lambda o: 'mine'
print(len([]), builtins.len([1]))
del len
print(len([1, 2]))
