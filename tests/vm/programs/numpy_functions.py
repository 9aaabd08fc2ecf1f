import numpy as np
a = np.array([0.0, 0.5, 1.0, 4.0])
for r in (np.sin(a), np.cos(a), np.sqrt(a), np.exp(a), np.log(a + 1), np.abs(-a), np.floor(a), np.ceil(a), np.square(a), np.tan(a), np.negative(a), np.sqrt(4), np.sqrt([1, 4]), np.sin(0), np.exp(1.0), np.abs(-3), np.square(3),
          np.add(a, 1), np.multiply(a, a), np.subtract(a, 1), np.divide(a, 2), np.power(a, 2), np.maximum(a, 0.7), np.minimum(a, [1, 0, 2, 0]), np.add(1, 2), np.less(a, 1), np.equal(1, 1), np.sqrt(np.array([4], np.float32)), np.sqrt(np.array([4], np.int16))):
    print(repr(r), type(r))
out = np.zeros(4)
r = np.add(a, a, out=out)
print(r is out, out, np.multiply(a, 3, out) is out, out, np.sin(a, out=a) is a, a)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(isinstance(e, TypeError), isinstance(e, ValueError), e)
t(lambda: np.add(np.zeros(3), 1, out=np.zeros(4))); t(lambda: np.add(np.zeros(3), 1, out=np.zeros(3, int)))
print(np.concatenate([np.arange(3), np.ones(2)]), np.concatenate((np.zeros((1, 2)), np.ones((2, 2)))), np.concatenate([np.zeros((2, 1)), np.ones((2, 2))], axis=1))
t(lambda: np.concatenate([])); t(lambda: np.concatenate([np.zeros((2, 2)), np.zeros((3, 3))])); t(lambda: np.concatenate([np.zeros(2), np.zeros((2, 2))]))
print(np.array_equal([1, 2], np.array([1, 2])), np.array_equal([1, 2], [1, 3]), np.array_equal([1], [1, 2]), np.pi, np.e, np.inf, np.nan, np.newaxis, np.__version__)
