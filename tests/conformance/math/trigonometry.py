# Angles and hyperbolic functions.
import math
for x in (0, 1, -0.5, math.pi / 6, math.pi, 100.0):
    print(round(x, 4), math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.degrees(x), math.radians(x))
print(math.asin(1), math.acos(-1), math.atan2(1, -1), math.atan2(-0.0, -1), math.atan2(0.0, 0.0), math.atan(math.inf), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
for f in (lambda: math.sin(math.inf), lambda: math.asin(1.1), lambda: math.acos(-2), lambda: math.atanh(1), lambda: math.acosh(0.5), lambda: math.cosh(1000), lambda: math.sin("a"), lambda: math.atan2(1), lambda: math.tan(None)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
print(math.erf(0.5), math.erfc(0.5), math.gamma(5), math.gamma(0.5), math.lgamma(10.5), math.gamma(-1.5), math.lgamma(-0.5), math.gamma(170.5), math.lgamma(1e10), math.gamma(1e-5))
for f in (lambda: math.gamma(0), lambda: math.gamma(-2), lambda: math.lgamma(-1), lambda: math.gamma(200), lambda: math.gamma(-math.inf)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
