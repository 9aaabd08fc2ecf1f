import numpy as np
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(isinstance(e, TypeError), isinstance(e, ValueError), e)
b = np.array([True, False])
t(lambda: -b); t(lambda: b - b); t(lambda: np.array([1.0]) & 1); t(lambda: ~np.array([1.0])); t(lambda: np.array([1.0]) << 1)
t(lambda: np.zeros(3) + 'a'); t(lambda: 'abc' + np.arange(2)); t(lambda: np.array([2]) ** -1); t(lambda: np.array([2]) ** np.array([1, -1]))
t(lambda: np.zeros(-1)); t(lambda: np.zeros('a')); t(lambda: np.zeros(1.5)); t(lambda: np.zeros()); t(lambda: np.zeros((2, -3))); t(lambda: np.zeros((2, 1.5)))
t(lambda: np.array()); t(lambda: bool(np.zeros(2))); t(lambda: bool(np.zeros((2, 2)) == 0)); t(lambda: int(np.zeros(2))); t(lambda: float(np.ones(1)))
t(lambda: int(np.array([3.7]))); t(lambda: hash(np.zeros(2))); t(lambda: {np.zeros(1): 1}); t(lambda: np.zeros(3).foo); t(lambda: getattr(np, 'foo'))
t(lambda: [1, 2, 3][np.array(1)]); t(lambda: [1, 2][np.array([1])]); t(lambda: [1, 2][np.array(1.0)]); t(lambda: np.zeros(10**15))
t(lambda: np.zeros((10**10, 10**10))); t(lambda: np.zeros(10**19)); t(lambda: [5, 6, 7][np.int8(1)]); t(lambda: range(np.int64(3)))
t(lambda: np.zeros((2, 3)).sum(axis=2)); t(lambda: np.array([]).max()); t(lambda: np.array([]).argmax()); t(lambda: np.arange(3).item()); t(lambda: np.arange(3).item(7))
t(lambda: np.zeros((1000000, 1000, 1000)))
def s():
    a = np.zeros(3); a.size = 5
t(s)
def s2():
    a = np.zeros(3); a.foo = 5
t(s2)
