import numpy as np
a = np.arange(3)
b = np.arange(4).reshape(4, 1)
print(a + b, (a + b).shape, (a + b).strides)
print(np.ones((2, 1, 3)) + np.arange(4).reshape(4, 1))
print(a + np.array(5), np.array(2) + np.array(3), type(np.array(2) + np.array(3)), np.zeros((0, 3)) + 1)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: a + np.arange(4)); t(lambda: np.zeros((2, 3)) + np.zeros((3, 2))); t(lambda: np.zeros((2, 3)) * np.zeros(2)); t(lambda: a == np.arange(3).reshape(3, 1))
t(lambda: a @ np.arange(4)); t(lambda: np.dot(a, np.arange(4))); t(lambda: np.zeros((2, 3)) @ np.zeros((2, 3))); t(lambda: a @ 3)
