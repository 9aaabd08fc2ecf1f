# ** and pow() with a modulus.
print(2**10, (-2)**3, -2**2, 0**0, 2**-2, (-2)**-1, 10**25, 7**77 % 1000, 2.0**3, 4**0.5)
print(pow(3, 200, 13), pow(-3, 5, 7), pow(3, 5, -7), pow(3, -1, 11), pow(38, -1, 97), pow(10, 0, 1), pow(2, 1000, 10**9 + 7))
for f in (lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2, 3, 1.5), lambda: pow(2.0, 3, 5), lambda: pow("a", 2),
          lambda: 2 ** "a", lambda: 0.0 ** -1, lambda: pow(1, 2, 3, 4), lambda: 1e200 ** 2):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print(pow(base=2, exp=5), pow(2, 5, mod=3), pow(True, True), (-8) ** 3 // 2)
