# // % and divmod of floats, signs and zeros.
for a, b in ((7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (0.0, 3), (-0.0, 3), (1e20, 3.0), (5, 0.1), (-1e-20, 3), (1, float("inf")), (-1, float("inf"))):
    print(a, b, a // b, a % b, divmod(a, b), a / b)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, inf // 1, inf % 2, 1 // inf, nan // 1, inf > 10**400, -inf < -(10**400))
print(0.0 == -0.0, 1e308 * 10, -1e308 * 10, 5e-324 / 2, nan == nan, nan != nan, nan < 1, nan > 1, nan in [nan], [nan] == [nan])
