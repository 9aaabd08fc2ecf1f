# Ints of any size.
f = 1
for i in range(1, 60):
    f *= i
print(f, len(str(f)), f % 10**14 == 0, hex(f)[:12], f // (f - 1))
big = 3**500
print(str(big)[:20], str(big)[-20:], big % 1000007, (big * big) % big, big - big, -big < 0, big == float(3**30) ** 1)
print((2**64 - 1) * (2**64 + 1) == 2**128 - 1, (10**40 + 1) // 10**20, -(10**40) // 7, (10**40) % -7, 10**18 * 10**18 == 10**36)
print(2**1000 > 1e300, 2**2000 > 1e308, float(2**1000), 10**22 == 1e22, 10**23 == 1e23, hash(2**61 - 1), hash(2**61), hash(-1), hash(10**30))
