import numpy as np
def t(f):
    try:
        return f()
    except Exception as e:
        print(type(e).__name__, e)
a = np.arange(10)
print(a[::2**62], a[5::-2**62], a[2**70:], a[::-2**63])
t(lambda: np.arange(-2**63, 2**63-1, 2**62))
print(np.arange(2**63-3, 2**63-1))
t(lambda: a.copy().resize((2**40, 2**40)))
t(lambda: a.copy().resize((2**40, -1)))
t(lambda: np.zeros((2**40, 2**40, 0)))
t(lambda: np.zeros((0, 2**62)).reshape(2**61, -1))
t(lambda: np.linspace(0, 1, 2**62))
t(lambda: np.zeros((1,)*32).reshape((1,)*33))
t(lambda: np.zeros((1,)*32)[None])
print(abs(np.array([-2**63])), -np.array([-2**63]), np.array([-2**63]) % -1, np.int64(-2**63) % np.int64(-1))
print(np.array([-5.5, 3.9]).astype(int))
l = []
l.append(l)
t(lambda: np.array(l))
print(np.array([1, 2]) << 64, np.array([1, -2]) >> 70, np.array([1], 'u1') << 8, np.array([1]) << -1)
print(np.array([[]]).sum(axis=0), np.zeros((0, 3)).sum(axis=0))
b = a
for i in range(400):
    b = b[::1]
print(b.base is a)
x = np.zeros(40000)
for i in range(600):
    x += 1
print(x[0], x.sum())
y = np.ones(10**6)
for i in range(30):
    y = y + y
print(y[3])
z = np.arange(40000)
z[1:] = z[:-1]
print(z[:4], z[-1])
z[::-1] = z
print(z[:3])
z += z[::-1]
print(z[:3])
