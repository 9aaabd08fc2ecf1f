import numpy as np
a = np.arange(4)
b = a
i = id(a)
a += 1; a *= 2; a -= 1; a //= 2; a **= 2; a %= 5; a |= 8; a <<= 1
print(a, b is a, id(a) == i)
f = np.ones(3)
f /= 4
f += np.arange(3)
print(f)
v = f[1:]
v *= 10
print(f)
f[:2] += 100
print(f)
m = np.zeros((2, 3))
m += [1, 2, 3]
m[:, 0] -= 5
print(m)
x = np.arange(5)
x[1:] += x[:-1]
print(x)
def t(fn):
    try:
        fn()
    except Exception as e:
        print(isinstance(e, TypeError), isinstance(e, ValueError), e)
def f1():
    a = np.arange(3); a += 1.5
def f2():
    a = np.arange(3); a /= 2
def f3():
    a = np.zeros(3); a += np.zeros(4)
def f4():
    a = np.zeros(3); a += np.zeros((2, 3))
def f5():
    a = np.zeros(3, np.uint8); a += np.array([1, 2, 3])
t(f1); t(f2); t(f3); t(f4); t(f5)
g = np.zeros(3, np.float32)
g += 0.1
print(g, g.dtype)
