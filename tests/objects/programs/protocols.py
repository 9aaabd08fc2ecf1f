# Instances of classes in use: life and death, special methods, subclasses of built-in types.
class A:
    def __init__(self, x):
        self.x = x
    def __del__(self):
        print("del", self.x)
    def __eq__(self, o): return isinstance(o, A) and self.x == o.x
    def __add__(self, o): return A(self.x + o.x)
    @property
    def double(self): return self.x * 2
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
class B(A):
    def __init__(self, x):
        super().__init__(x)
        self.y = x + 1
    def __radd__(self, o): return ('radd', o)
a = A(1); b = B(2)
print(a.double, a.s(), b.c(), (a + b).x if not isinstance(a+b, tuple) else a+b, b.__dict__, a.__dict__, A.__mro__, B.__bases__)
print(a == A(1), a != A(1), [A(3)] == [A(3)])
try: hash(a)
except TypeError as e: print(e)
print(type(a), B.__name__, B.__qualname__, B.__module__)
print(a.__class__, isinstance(b, A), issubclass(B, A))
try:
    a.zz
except AttributeError as e: print(e, e.name, e.obj is a)
class G:
    def __getattr__(self, n): return n.upper()
print(G().foo)
class D:
    def __get__(self, o, t): return ('got', o is None, t.__name__)
    def __set__(self, o, v): print('set', v)
class H: d = D()
print(H.d, H().d); H().d = 5
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = S(); print(s.a); s.b = 2; print(s.b)
try: s.c = 1
except AttributeError as e: print(e)
class L(list): pass
l = L([1,2]); l.name = 'x'; print(l, l.name, len(l), l[0], l + [3], type(l + [3]))
class I(int):
    def __repr__(self): return 'I(%d)' % self
i = I(5); i.z = 3; print(i, i + 1, i.z, i.__dict__, [i])
class T(tuple): pass
t = T((1,2,3)); t.q = 1; print(t, t.q, t[1:])
class E(Exception):
    def __str__(self): return 'E!'
try: raise E(1, 2)
except E as e: print(repr(e), e, e.args)
class M(dict):
    def __missing__(self, k): return k * 2
print(M()[4])
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), sum(It()), max(It()))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
    def __len__(self): return 3
print(list(Seq()), 20 in Seq(), list(reversed(Seq())))
class C:
    def __call__(self, *a, **k): return a, k
print(C()(1, 2, x=3))
class X:
    def __init_subclass__(cls, **k): print('init_subclass', cls.__name__, k)
    def __set_name__(self, o, n): print('set_name', o.__name__, n)
class Y(X, k=1):
    attr = X()
def f(a, b=2, *c, d=4, **e): return a, b, c, d, e
print(f(1), f(1, 2, 3, d=5, z=6), f.__defaults__, f.__kwdefaults__)
print(sorted([3,1,2], key=lambda v: -v), [x for x in range(3)])
A.newattr = 7; print(b.newattr); del A.newattr
A.__len__ = lambda self: 42; print(len(b)); 
a.__class__ = A
print(dir(A)[-4:])
print(b"x", (1).__class__, "%s %r" % (a.x, 'q'))
del a
a2 = [A('z')]; a2 = None
class R:
    def __del__(self):
        global keep; keep = self; print('resurrect')
r = R(); r = None; print(keep is not None); keep = None
class N: pass
n = None
for k in range(100000):
    m = N(); m.next = n; n = m
n = m = None
print('deep freed')
try:
    def rec(): return rec()
    rec()
except RecursionError as e: print(e)
print(1 < 2.5, 3 == 3.0, 'a' < 'b')
x = {A: 1, 'k': [1]}; print(x[A], x.get('q'))
print(getattr(b, 'nope', 'dflt'), hasattr(b, 'x'))
print(vars(b))
try:
    try: 1/0
    except ZeroDivisionError as z: raise ValueError('v') from z
except ValueError as v: print(repr(v.__cause__), v.__context__ is v.__cause__, v.__suppress_context__)
