# gcd, lcm, factorial, comb, perm, isqrt, prod.
import math
print(math.gcd(), math.gcd(12), math.gcd(12, -18), math.gcd(0, 0), math.gcd(10**30, 15**20), math.lcm(), math.lcm(4, 6), math.lcm(0, 5), math.lcm(-3, 7, 2))
print([math.factorial(n) for n in (0, 1, 5, 20, 25)], math.comb(5, 2), math.comb(50, 25), math.comb(3, 5), math.comb(10**20, 2), math.perm(5), math.perm(5, 2), math.perm(3, 4), math.perm(10**20, 2), math.perm(4, None))
print(math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10**40 + 1), math.prod([]), math.prod([2, 3.5]), math.prod(range(1, 6), start=10), math.prod([[1], 2][1:]))
for f in (lambda: math.gcd(1.5), lambda: math.factorial(-1), lambda: math.factorial(2.0), lambda: math.comb(-1, 2), lambda: math.comb(2, -1), lambda: math.comb(5), lambda: math.isqrt(-1), lambda: math.isqrt(1.0), lambda: math.prod(5), lambda: math.perm(2.5), lambda: math.factorial("a"), lambda: math.prod(["a", "b"]), lambda: math.perm(-1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
