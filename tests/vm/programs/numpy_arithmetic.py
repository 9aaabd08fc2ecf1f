import numpy as np
a = np.array([1, 2, 3])
b = np.array([1.5, 2.5, -3.5])
for r in (a + b, a - b, a * b, a / a, a // 2, a % 2, a ** 2, -b, abs(b), +a, b // 1, b % 2, 2 ** a, 1 / a, 10 - a, 7 // a, 7 % a, a / 2, a * 2.0,
          a == 2, a != 2, a < b, a >= 2, a & 1, a | 4, a ^ 1, ~a, a << 1, a >> 1, a + True, a + [1, 1, 1], [1, 2, 3] + a, (1, 2, 3) * a,
          np.array([True, False]) + np.array([True, True]), np.array([True, False]) * 2, np.array([True]) & np.array([False]), ~np.array([True, False]),
          np.array([-7, 7, -7, 7]) // np.array([2, -2, -2, 2]), np.array([-7, 7, -7, 7]) % np.array([2, -2, -2, 2]),
          np.array([-7.5, 7.5]) // 2, np.array([-7.5, 7.5]) % 2, np.array([2**62]) * 4):
    print(repr(r))
print(a @ a, a.dot(a), a.reshape(3, 1) @ a.reshape(1, 3), np.dot(a, [1, 0, 1]), np.arange(6).reshape(2, 3) @ a, np.arange(4).reshape(2, 2) @ np.eye(2))
print(a == None, (a == np.array([1, 2, 4])).all())
