# // and % floor, divmod agrees, / is a float.
for a in (7, -7, 0, 10**20, -(10**20) + 1):
    for b in (2, -2, 3, -3, 10**10, True):
        q, r = divmod(a, b)
        print(a, b, a // b, a % b, (q, r) == (a // b, a % b), q * b + r == a, a / b)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 10**400 / 3,
          lambda: 10**400 / 10**399, lambda: 0 ** -1, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0)):
    try:
        print(f())
    except ArithmeticError as error:
        print(type(error).__name__, error)
