import numpy as np
a = np.arange(6)
a.resize((2, 3))
print(a)
a.resize(8)
print(a)
a.resize((2, 2), refcheck=False)
print(a, a.strides)
def t(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
b = a[0]
t(lambda: b.resize(10))
c = np.arange(3)
d = c
e = [c]
def f():
    c.resize(10)
t(f)
