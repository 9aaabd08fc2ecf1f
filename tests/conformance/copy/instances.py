# Instances are made without __init__ and given the attributes.
import copy


class P:
    count = 0

    def __init__(self, x, items):
        P.count += 1
        self.x = x
        self.items = items


p = P(1, [1, 2])
q = copy.copy(p)
r = copy.deepcopy(p)
print(P.count, type(q).__name__, q.x, q.items is p.items, r.items is p.items, r.items == p.items)
q.x = 5
print(p.x, vars(q), vars(r))


class S:
    __slots__ = ("a", "b", "__weakref__")


class T(S):
    __slots__ = ("_T__c",)

    def __init__(self):
        self.a = [1]
        self.__c = "private"


t = T()
u = copy.copy(t)
v = copy.deepcopy(t)
print(u.a is t.a, v.a is t.a, v.a, u._T__c, hasattr(u, "b"), sorted(T.__slotnames__))


class L(list):
    pass


m = L([1, [2]])
m.name = "m"
n = copy.copy(m)
o = copy.deepcopy(m)
print(n, n.name, type(n).__name__, n[1] is m[1], o[1] is m[1], o.name)


class D(dict):
    pass


d = D(a=[1])
d.tag = "d"
e = copy.deepcopy(d)
print(e, e.tag, e["a"] is d["a"], type(e).__name__, copy.copy(d)["a"] is d["a"])


class Tup(tuple):
    pass


w = Tup([1, [2]])
w.note = "n"
x = copy.copy(w)
print(x, x is w, x.note, copy.deepcopy(w)[1] is w[1], type(x).__name__)


class I(int):
    pass


i = I(7)
i.unit = "kg"
print(copy.copy(i), copy.copy(i).unit, copy.deepcopy(i) is i)


class St(set):
    pass


st = St([1, 2])
st.tag = [0]
print(sorted(copy.copy(st)), copy.copy(st).tag is st.tag, copy.deepcopy(st).tag is st.tag, type(copy.copy(st)).__name__)
