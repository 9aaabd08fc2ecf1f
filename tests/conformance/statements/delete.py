# del of names, attributes, items, slices and tuples of them.
a = b = c = d = 1
del a, (b, [c])
print([n for n in 'abcd' if n in globals()])
x = list(range(10))
del x[0], x[-1], x[1:3], x[::2]
print(x)
m = {'k': 1, 'l': 2}
del m['k']
class C: pass
o = C(); o.p = 1
del o.p
print(m, vars(o))
def f():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        print(error)
    v = 2
    return v
print(f())
for wrong in ("del m['zz']", 'o.p', 'x[99]'):
    try:
        if wrong == 'o.p': del o.p
        elif wrong == 'x[99]': del x[99]
        else: del m['zz']
    except (KeyError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)
try:
    del undefined
except NameError as error:
    print(error)
