# Forms of float literals and how they come back.
values = [1., .5, 0.25, 1e3, 1E3, 1e-3, 1.5e+10, 1_000.000_1, 1e1_0, 0e0, 00.5, 0777.0, 1e400, -1e400]
for value in values:
    print(repr(value), end=" ")
print()
print(0.1 + 0.2, 1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308)
print(-0.0, 0.0 == -0.0, 1e400 == 1e500, 1.0.is_integer(), 1..real, 3.0.__class__)
print(2.5 .hex(), type(1e2), int(1e2), 1e2 == 100)
