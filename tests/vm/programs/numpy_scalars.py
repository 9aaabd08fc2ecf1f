import numpy as np
for x in (np.float64(0.5), np.float64(3), np.float64(1e20), np.float64(1e-7), np.float64(0.1) + np.float64(0.2), np.int64(7), np.int8(-3), np.uint64(2**64 - 1),
          np.float32(0.1), np.float32(1e10), np.float32(16777216), np.float32(1e20), np.bool_(True), np.bool_(0), np.True_, np.float64('nan'), np.float64('-inf'), np.float64()):
    print(repr(x), str(x), type(x), x.dtype, bool(x), x.item())
a = np.float64(2.5); i = np.int64(7)
for r in (a + 1, 1 + a, a * i, i / 2, i // 2, i % 4, i ** 2, -i, abs(np.int64(-4)), a > 2, i == 7, i + 1.5, i + True, a // 1, a % 1, 2 ** i, i & 3, i | 8, ~i, i << 2, np.bool_(True) + 1, np.bool_(True) + np.bool_(True),
          np.int8(100) + np.int8(27), np.int8(1) + 1, np.float32(1) + 1, np.float32(1.5) * np.float32(2), np.int32(5) / np.int32(2), a ** 2, divmod(7, 2), 1.5 + a, 10 - i, 3.0 * a):
    print(repr(r), type(r))
print(isinstance(a, float), isinstance(i, int), isinstance(i, np.int64), isinstance(np.bool_(1), bool), type(a).__mro__[-2:])
print(np.array([True])[0] is np.True_, (a > 1) is np.True_, np.arange(3)[1] is np.arange(3)[1])
print(hash(a) == hash(2.5), hash(i) == hash(7), {7: 'x'}[i], {2.5: 'y'}[a], hash(np.int64(-1)), hash(np.uint64(2**63)) == hash(2**63))
print(float(i), int(a), int(np.int8(3)), round(np.float64(2.567), 1), round(np.float64(2.5)), type(round(np.float64(2.567), 1)))
print(f"{a:.3f} {i:5d} {a} {i} {np.bool_(True)} {np.float32(0.5):.2f}", '%d %s %.2f' % (i, a, a), 'abc'[np.int64(1)], [0] * np.int64(3), np.int64(2) * [1, 2])
print(i.itemsize, a.nbytes, a.shape, a.ndim, a.size, a.T, a.tolist(), type(a.item()), type(i.item()), type(np.bool_(1).item()))
print([1, 2] * np.float64(2) if False else 0, np.float64(2) * np.arange(3), np.arange(3) * np.float64(2), sum([np.float64(1), np.float64(2)]), max(np.arange(3)), sorted(np.array([3, 1, 2])))
print(np.float64(5) == 5, 5 == np.float64(5), np.int64(5) != 5.5)
