# Sizes of objects, reference counts, attribute storage, addresses used again.
import sys
class A: pass
class B:
    def __init__(self): self.a=1; self.b=2; self.c=3
class S0: __slots__=()
class S1: __slots__=('a',)
class S2: __slots__=('a','__dict__')
class S3: __slots__=('a','__weakref__')
class L(list): pass
class I(int): pass
class T(tuple): pass
class St(str): pass
class D(dict): pass
class E(Exception): pass
def f(): pass
g=sys.getsizeof
print(g(A()), g(B()), g(S0()), g(S1()), g(S2()), g(S3()), g(L()), g(I(5)), g(I(2**40)), g(T((1,2))), g(St('abc')), g(D()), g(E()), g(E(1)))
print(g(A), g(S0), g(int), g(f), g(A().__init__), g([].append), g(len), g(sys), g(None), g(NotImplemented), g(A.__dict__), g(property()), g(staticmethod(f)), g(super(A,A())), g(type), g(object), g(ValueError()), g(ValueError('x')), g(KeyError), g(OSError(1,'x')), g(AttributeError()), g(ImportError()), g(f.__get__(1)), g(list.append), g(int.__add__), g((1).__add__), g(int.real), g(S1.a))
b=B(); print(g(b.__dict__)); b.z=1; print(g(b.__dict__), b.__dict__)
a=A(); print(sys.getrefcount(a)); l=[a]; print(sys.getrefcount(a)); m=a; a.self=a; print(sys.getrefcount(a)); print(sys.getrefcount(A)); x=A(); print(sys.getrefcount(A)); del x; print(sys.getrefcount(A)); print(sys.getrefcount(B), sys.getrefcount(f), sys.getrefcount(B.__init__))
class C(B): pass
print(sys.getrefcount(B), sys.getrefcount(C))
e=None
try: raise ValueError(a)
except ValueError as q: print(sys.getrefcount(q), sys.getrefcount(a), sys.getrefcount(q.args)); e=q
print(sys.getrefcount(e), sys.getrefcount(e.args))
bm=b.__init__; print(sys.getrefcount(b), sys.getrefcount(bm)); 
# id reuse
x=A(); i=id(x); del x; y=A(); print(id(y)==i)
p=id(A()); q=id(A()); print(p==q)
for k in range(40):
    o=A(); o.p=1; o.q=2
o2=A(); o2.zz=1; print(o2.__dict__)
for n in range(35): setattr(o2,'n%d'%n,n)
print(len(o2.__dict__), g(o2.__dict__))
o3=B(); del o3.b; o3.b=9; print(o3.__dict__, list(vars(o3)))
try: del o3.nope
except AttributeError as err: print(err)
d=o3.__dict__; del o3.a; print(d); d['w']=5; print(o3.w); o3.__dict__={'only':1}; print(o3.only, d); 
class K: x=1
k=K(); k.x=2; print(k.x, K.x); del k.x; print(k.x)
try: del k.x
except AttributeError as err: print(err)
