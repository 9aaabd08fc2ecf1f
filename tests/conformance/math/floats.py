# Rounding, parts, signs and comparison.
import math
for x in (2.5, -2.5, 0.0, -0.0, 1e16, 7, True):
    print(x, math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x), math.modf(x), math.frexp(x), math.copysign(3, x))
print(math.fmod(-7, 3), -7 % 3, math.remainder(7, 2.5), math.fmod(7.5, 2), math.ldexp(0.75, 4), math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.1), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308))
print(math.nextafter(1.0, 2.0), math.nextafter(0, -1), math.ulp(1.0), math.ulp(0), math.ulp(1e300), math.inf, -math.inf, math.nan, math.pi, math.e, math.tau)
class F:
    def __floor__(self):
        return "floor"
    def __ceil__(self):
        return "ceil"
    def __trunc__(self):
        return "trunc"
print(math.floor(F()), math.ceil(F()), math.trunc(F()))
for f in (lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.fmod(1, 0), lambda: math.ldexp(1.0, 5000), lambda: math.floor("a"), lambda: math.trunc("a"), lambda: math.fsum(["a"]), lambda: math.fsum([1e308, 1e308]), lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.ldexp(1, 2.0), lambda: math.remainder(math.inf, 1), lambda: math.fsum([math.inf, -math.inf])):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
