# Defaults are evaluated once, when the function is made.
def append(item, to=[]):
    to.append(item)
    return to
print(append(1), append(2), append(3, []), append.__defaults__)
def now(value=print('made')): return value
print(now(), now())
functions = [lambda i=i: i for i in range(3)]
late = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in late])
def many(a, b=2, *, c=3, d, e=5): return a, b, c, d, e
print(many(1, d=4), many.__defaults__, many.__kwdefaults__)
many.__defaults__ = (20,)
many.__kwdefaults__['c'] = 30
print(many(1, d=4))
many.__kwdefaults__ = None
try: many(1, d=4)
except TypeError as error: print(error)
x = 1
def uses(value=x): return value
x = 2
print(uses())
