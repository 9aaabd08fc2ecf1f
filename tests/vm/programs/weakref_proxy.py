import weakref
class A:
    def __init__(self, n): self.n = n
    def __str__(self): return "A" + str(self.n)
    def __add__(self, o): return self.n + o
    def __eq__(self, o): return isinstance(o, A) and o.n == self.n
    def __call__(self, x): return x * 2
class L(list): pass
a = A(3)
p = weakref.proxy(a)
print(p.n, str(p), p + 4, p == a, p(5), type(p).__name__, p is weakref.proxy(a))
p.n = 9
print(a.n, isinstance(p, A), p.__class__ is A)
l = L([1, 2, 3])
q = weakref.proxy(l, lambda w: print("proxy gone"))
print(len(q), q[1], 2 in q, [x for x in q], q[1:], type(q).__name__, bool(q))
q.append(4); q[0] = 7; del q[1]
print(l)
try:
    hash(q)
except TypeError as e:
    print(e)
del a, l
for f in (lambda: p.n, lambda: q[0], lambda: len(q), lambda: str(p), lambda: p + 1):
    try:
        f()
    except ReferenceError as e:
        print(e)
print("NoneType" in repr(p))
