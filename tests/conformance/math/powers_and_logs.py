# exp, log, sqrt, pow and what is outside their domains.
import math
print(math.sqrt(2), math.sqrt(16), math.cbrt(27), math.exp(1), math.exp2(10), math.expm1(1e-10), math.pow(2, 0.5), math.pow(0, 0), math.pow(-8, 3), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist([0, 0], [3, 4]))
print(math.log(10), math.log(8, 2), math.log(100, 10), math.log2(8), math.log10(1000), math.log1p(1e-10), math.log(10**400), math.log2(2**2000), math.log10(10**500), math.log(True), math.log(1e-320), math.log(10**20), math.log(2**64, 2))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(2, 1), lambda: math.log(2, 0), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.pow(-1, 0.5), lambda: math.pow(10, 400), lambda: math.sqrt("4"), lambda: math.sqrt(10**400), lambda: math.log(-(10**400)), lambda: math.dist([1], [1, 2]), lambda: math.log(), lambda: math.log1p(-1), lambda: math.exp2(2000), lambda: math.sqrt()):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print(math.exp(-1000), math.exp(-math.inf), math.log(math.inf), math.sqrt(math.inf), math.pow(math.inf, -1), math.pow(1, math.nan), math.hypot(math.inf, math.nan), math.hypot(), math.log2(0.5), math.cbrt(-8.0))
