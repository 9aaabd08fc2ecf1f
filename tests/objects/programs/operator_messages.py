# What operators, built-in functions and special methods say when a type does not fit.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A: pass
a=A()
t(lambda:1+'a')
t(lambda:'a'+1)
t(lambda:[]+1)
t(lambda:1-a)
t(lambda:1*a)
t(lambda:'a'*a)
t(lambda:'a'*1.0)
t(lambda:a@1)
t(lambda:divmod(a,1))
t(lambda:a**1)
t(lambda:pow(a,1,2))
t(lambda:pow(2,a,2))
t(lambda:pow(2.0,1,2))
t(lambda:-a)
t(lambda:+a)
t(lambda:~a)
t(lambda:~1.0)
t(lambda:abs(a))
t(lambda:a<1)
t(lambda:1>=a)
t(lambda:a[1])
t(lambda: A[1])
t(lambda:int[1])
def f():
    x=a; x+=1
t(f)
def f():
    x=a; x**=1
t(f)
def f():
    x=a; x[1]=2
t(f)
def f():
    x=a; del x[1]
t(f)
def f():
    x=1; x[1]=2
t(f)
def f():
    x=(1,); x[0]=2
t(f)
def f():
    x='a'; del x[0]
t(f)
def f():
    x=[1]; x['a']=2
t(f)
t(lambda:1[0])
t(lambda:[][0])
t(lambda:[]['a'])
t(lambda:'a'['b'])
t(lambda:len(1))
t(lambda:len(a))
t(lambda: 1 in a)
t(lambda: 1 in 1)
t(lambda:iter(a))
t(lambda: next(a))
t(lambda:isinstance(1,1))
t(lambda:isinstance(1,(int,1)))
t(lambda:isinstance('',(int,1)))
t(lambda:issubclass(1,int))
t(lambda:issubclass(int,1))
t(lambda:range(a))
t(lambda:[1][a])
t(lambda:[1][1.0])
t(lambda:hash([]))
t(lambda:hash(a)==id(a)//16)
t(lambda:[1]*10**30)
t(lambda:[1][10**30])
t(lambda:range(10)[10**30])
t(lambda:int(a))
t(lambda:float(a))
t(lambda:format(a,'x'))
t(lambda:format(1,2))
t(lambda:'{:x}'.format(a))
t(lambda:getattr(1,2))
t(lambda:getattr(1,'x'))
t(lambda:setattr(1,2,3))
t(lambda:a())
t(lambda:1())
t(lambda:a(*1))
t(lambda:a(**1))
t(lambda:print(*1))
t(lambda:a.__str__(1))
t(lambda: a.__hash__.__self__ is a)
t(lambda: a.__eq__(a))
t(lambda:a.__eq__(1))
t(lambda:a.__ne__(1))
t(lambda:object.__ne__(1,1))
t(lambda:a.__lt__(1))
t(lambda:a.__sizeof__())
t(lambda:object.__init_subclass__(1))
t(lambda:object.__subclasshook__(1))
t(lambda:object.__format__(1,'x'))
t(lambda:str(object())[:20])
t(lambda:repr(A))
t(lambda:repr(int))
t(lambda:hash(int)==id(int)//16)
t(lambda: (1,2)+[1])
t(lambda: [1]+(1,))
t(lambda:'a'%1)
t(lambda:{}|1)
t(lambda:{1}|[1])
t(lambda:None+1)
class B:
    def __index__(s): return 'a'
    def __len__(s): return -1
    def __bool__(s): return 1
    def __iter__(s): return 1
    def __repr__(s): return 1
    def __str__(s): return 1
    def __hash__(s): return 'a'
    def __format__(s,x): return 1
    def __contains__(s,x): return 2
    def __int__(s): return 'a'
    def __float__(s): return 'a'
b=B()
t(lambda:[1][b])
t(lambda:len(b))
t(lambda:bool(b))
t(lambda:iter(b))
t(lambda:repr(b))
t(lambda:str(b))
t(lambda:hash(b))
t(lambda:format(b))
t(lambda:1 in b)
t(lambda:int(b))
t(lambda:float(b))
t(lambda: {b:1})
t(lambda: operator.index(b))
t(lambda: range(b))
t(lambda: ascii('é'))
class C:
    __len__=None
    __iter__=None
    __contains__=None
    __hash__=None
    __add__=None
t(lambda: len(C()))
t(lambda:iter(C()))
t(lambda:1 in C())
t(lambda:hash(C()))
t(lambda:C()+1)
class D:
    def __len__(s): return 'a'
    def __getitem__(s,i): raise IndexError
t(lambda:len(D()))
t(lambda:list(D()))
t(lambda:bool(D()))
t(lambda: 1 in D())
class E:
    def __len__(s): return 10**30
t(lambda:len(E()))
t(lambda: bool(E()))
class F:
    def __init__(s): return 1
    def __new__(c): return object.__new__(c)
t(lambda:F())
class G:
    def __iadd__(s,o): return NotImplemented
    def __lt__(s,o): return NotImplemented
    def __eq__(s,o): return NotImplemented
def g():
    x=G(); x+=1
t(g)
t(lambda: G()<G())
t(lambda:G()==G())
t(lambda:G()!=1)
