# What binds first.
print(2 + 3 * 4 ** 2 // 5 % 7, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, (-2) ** 2, ~1 + 1, -~1)
print(1 << 2 + 1, 1 + 2 << 1, 6 & 3 | 8 ^ 12, 1 | 2 == 2, not 1 == 2, not (1 and 0) or 0)
print(1 < 2 < 3, 1 < 3 > 2, 3 > 2 == 2, (3 > 2) == True, 1 in [1] == True, (1 in [1]) == True)
print(1 if 0 else 2 if 0 else 3, [x if x else -1 for x in (0, 1)], (lambda: 1 if 0 else 2)())
print(0 or 'a' and 'b', 0 and 1 or 2, 1 and not 0, not 0 and 1, 'x' or 1 / 0, 0 and 1 / 0)
print(5 - 3 - 1, 100 / 10 / 2, 2 * 3 % 4, -7 // 2, -7 % 3, 7 % -3, 5 // -2, 2 ** 2 ** 0)
print('%s' % 1 + 'a', 'a' + 'b' * 2, [1] + [2] * 2, -5 .__abs__(), 3 @ 2 if False else 'no')
x = 5
print(-x ** 2, x.real + 1, -x.real, not x is None, x is not None)
