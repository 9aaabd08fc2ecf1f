import numpy as np
a = np.zeros(4)
a.fill(3)
print(a, a.any(), a.all(), a.dot(a), a.sum(), a.prod())
b = np.arange(4)
b.fill(2.9)
print(b, b.tolist(), b.item(2), b.max(), b.min(), b.argmin())
c = np.zeros((2, 2), dtype=bool)
c.fill(True)
print(c, f"{c}", f"{b!r}", "%s" % b, str(b) == format(b))
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: f"{a:.2f}"); t(lambda: f"{np.array(2.5):.2f}"); t(lambda: a.fill('x')); t(lambda: a.fill())
