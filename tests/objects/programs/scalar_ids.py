"""When an id is used again."""
n = 20
def f(k):
    s = "x" * n
    out = []
    for i in range(k):
        before = id(s)
        s += "y"
        out.append(before == id(s))
    return out
print(f(40)[8:])  # from the ninth time on the addition is specialised
def g():
    s = "x" * n
    t = s
    before = id(s)
    s += "y"
    return before == id(s), id(t) == before
print(g())
s = "x" * n
b = id(s); s += "z"; print(b == id(s))
def ints():
    a = n + 1000; i = id(a); del a
    b = n + 2000; return id(b) == i
print(ints())
def strs():
    a = str(n + 1000); i = id(a); del a
    b = str(n + 2000); return id(b) == i
print(strs())
