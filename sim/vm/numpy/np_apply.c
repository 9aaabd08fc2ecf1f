#include "sim/vm/numpy/np_apply.h"

#include <math.h>

static const SimNpUfuncInfo infos[] = {
#define UFUNC(ID, name, arity, rule) {name, arity, SIM_NP_RULE_##rule},
#include "sim/vm/numpy/np_ufunc.def"
#undef UFUNC
};

const SimNpUfuncInfo *
sim_np_ufunc_info(SimNpUfunc ufunc)
{
    return &infos[ufunc];
}

/* npy_floor_divide: the quotient that belongs to the remainder. */
static double
floor_divide(double a, double b)
{
    if (b >= 0 && b <= 0) {
        return a / b;
    }
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (!(rest >= 0 && rest <= 0) && (b < 0) != (rest < 0)) {
        quotient -= 1;
    }
    if (quotient >= 0 && quotient <= 0) {
        return copysign(0, a / b);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
}

static double
floor_remainder(double a, double b)
{
    double rest = fmod(a, b);
    if (rest >= 0 && rest <= 0) {
        return copysign(0, b);
    }
    return (rest < 0) != (b < 0) ? rest + b : rest;
}

static double
apply_real2(SimNpUfunc ufunc, double a, double b)
{
    switch ((int) ufunc) {
    case SIM_NP_ADD:
        return a + b;
    case SIM_NP_SUBTRACT:
        return a - b;
    case SIM_NP_MULTIPLY:
        return a * b;
    case SIM_NP_DIVIDE:
        return a / b;
    case SIM_NP_FLOOR_DIVIDE:
        return floor_divide(a, b);
    case SIM_NP_REMAINDER:
        return floor_remainder(a, b);
    case SIM_NP_POWER:
        return pow(a, b);
    case SIM_NP_MAXIMUM:
        return a >= b || isnan(a) ? a : b;
    case SIM_NP_MINIMUM:
        return a <= b || isnan(a) ? a : b;
    case SIM_NP_FMOD:
        return fmod(a, b);
    case SIM_NP_FMAX:
        return fmax(a, b);
    case SIM_NP_FMIN:
        return fmin(a, b);
    case SIM_NP_ARCTAN2:
        return atan2(a, b);
    case SIM_NP_HYPOT:
        return hypot(a, b);
    case SIM_NP_COPYSIGN:
        return copysign(a, b);
    default:
        g_assert_not_reached();
    }
}

/* The functions of math.h that are ufuncs under the same rules. */
static double
apply_function(SimNpUfunc ufunc, double a)
{
    switch ((int) ufunc) {
    case SIM_NP_SIN:
        return sin(a);
    case SIM_NP_COS:
        return cos(a);
    case SIM_NP_TAN:
        return tan(a);
    case SIM_NP_SQRT:
        return sqrt(a);
    case SIM_NP_EXP:
        return exp(a);
    case SIM_NP_LOG:
        return log(a);
    case SIM_NP_FLOOR:
        return floor(a);
    case SIM_NP_CEIL:
        return ceil(a);
    case SIM_NP_LOG2:
        return log2(a);
    case SIM_NP_LOG10:
        return log10(a);
    case SIM_NP_LOG1P:
        return log1p(a);
    case SIM_NP_EXPM1:
        return expm1(a);
    case SIM_NP_EXP2:
        return exp2(a);
    case SIM_NP_ARCSIN:
        return asin(a);
    case SIM_NP_ARCCOS:
        return acos(a);
    case SIM_NP_ARCTAN:
        return atan(a);
    case SIM_NP_SINH:
        return sinh(a);
    case SIM_NP_COSH:
        return cosh(a);
    case SIM_NP_TANH:
        return tanh(a);
    case SIM_NP_CBRT:
        return cbrt(a);
    case SIM_NP_RINT:
        return rint(a);
    case SIM_NP_TRUNC:
        return trunc(a);
    default:
        g_assert_not_reached();
    }
}

static double
sign_of(double a)
{
    return isnan(a) ? a : (double) ((a > 0) - (a < 0));
}

static double
apply_real1(SimNpUfunc ufunc, double a)
{
    switch ((int) ufunc) {
    case SIM_NP_NEGATIVE:
        return -a;
    case SIM_NP_POSITIVE:
        return a;
    case SIM_NP_ABSOLUTE:
        return fabs(a);
    case SIM_NP_SQUARE:
        return a * a;
    case SIM_NP_FABS:
        return fabs(a);
    case SIM_NP_SIGN:
        return sign_of(a);
    case SIM_NP_RECIPROCAL:
        return 1 / a;
    case SIM_NP_DEG2RAD:
        return a * (G_PI / 180);
    case SIM_NP_RAD2DEG:
        return a * (180 / G_PI);
    default:
        return apply_function(ufunc, a);
    }
}

static int64_t
power_int(int64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    uint64_t factor = (uint64_t) base;
    for (; exponent > 0; exponent >>= 1) {
        result = (exponent & 1) != 0 ? result * factor : result;
        factor *= factor;
    }
    return (int64_t) result;
}

/* Division by zero gives 0. */
static int64_t
divide_signed(int64_t a, int64_t b, bool quotient)
{
    if (b == 0 || b == -1) {
        return b == 0 || !quotient ? 0 : (int64_t) (0 - (uint64_t) a);
    }
    bool down = a % b != 0 && (a % b < 0) != (b < 0);
    return quotient ? a / b - down : a % b + (down ? b : 0);
}

static int64_t
divide_unsigned(uint64_t a, uint64_t b, bool quotient)
{
    return b == 0 ? 0 : (int64_t) (quotient ? a / b : a % b);
}

static int64_t
shift_right(int64_t a, int64_t by, bool has_sign)
{
    bool all = by < 0 || by > 63;
    if (has_sign) {
        return a >> (all ? 63 : by);
    }
    return all ? 0 : (int64_t) ((uint64_t) a >> by);
}

static bool
is_less(int64_t a, int64_t b, bool has_sign)
{
    return has_sign ? a < b : (uint64_t) a < (uint64_t) b;
}

/* The result still has to be wrapped around to its kind. */
static int64_t
apply_int2(SimNpUfunc ufunc, int64_t a, int64_t b, bool has_sign, size_t bits)
{
    uint64_t x = (uint64_t) a;
    uint64_t y = (uint64_t) b;
    bool quotient = ufunc == SIM_NP_FLOOR_DIVIDE;
    switch ((int) ufunc) {
    case SIM_NP_ADD:
        return (int64_t) (x + y);
    case SIM_NP_SUBTRACT:
        return (int64_t) (x - y);
    case SIM_NP_MULTIPLY:
        return (int64_t) (x * y);
    case SIM_NP_FLOOR_DIVIDE:
    case SIM_NP_REMAINDER:
        return has_sign ? divide_signed(a, b, quotient) : divide_unsigned(x, y, quotient);
    case SIM_NP_POWER:
        return power_int(a, y);
    case SIM_NP_FMOD: /* with the sign of the dividend */
        return b == 0 ? 0 : !has_sign ? (int64_t) (x % y) : b == -1 ? 0 : a % b;
    case SIM_NP_MAXIMUM:
    case SIM_NP_FMAX:
        return is_less(a, b, has_sign) ? b : a;
    case SIM_NP_MINIMUM:
    case SIM_NP_FMIN:
        return is_less(b, a, has_sign) ? b : a;
    case SIM_NP_BITWISE_AND:
        return a & b;
    case SIM_NP_BITWISE_OR:
        return a | b;
    case SIM_NP_BITWISE_XOR:
        return a ^ b;
    case SIM_NP_LEFT_SHIFT:
        return y < bits ? (int64_t) (x << y) : 0;
    case SIM_NP_RIGHT_SHIFT:
        return y < bits ? shift_right(a, b, has_sign) : shift_right(a, 64, has_sign);
    default:
        g_assert_not_reached();
    }
}

static int64_t
apply_int1(SimNpUfunc ufunc, int64_t a, bool has_sign)
{
    switch ((int) ufunc) {
    case SIM_NP_NEGATIVE:
        return (int64_t) (0 - (uint64_t) a);
    case SIM_NP_POSITIVE:
    case SIM_NP_FLOOR:
    case SIM_NP_CEIL:
        return a;
    case SIM_NP_ABSOLUTE:
        return has_sign && a < 0 ? (int64_t) (0 - (uint64_t) a) : a;
    case SIM_NP_SQUARE:
        return (int64_t) ((uint64_t) a * (uint64_t) a);
    case SIM_NP_INVERT:
        return ~a;
    case SIM_NP_SIGN:
        return has_sign ? (a > 0) - (a < 0) : a != 0;
    case SIM_NP_RECIPROCAL:
        return a == 0 ? INT64_MIN : a == 1 || (a == -1 && has_sign) ? a : 0;
    default:
        g_assert_not_reached();
    }
}

static int64_t
apply_bool(SimNpUfunc ufunc, int64_t a, int64_t b)
{
    switch ((int) ufunc) {
    case SIM_NP_ADD:
    case SIM_NP_MAXIMUM:
    case SIM_NP_FMAX:
    case SIM_NP_BITWISE_OR:
        return a | b;
    case SIM_NP_MULTIPLY:
    case SIM_NP_MINIMUM:
    case SIM_NP_FMIN:
    case SIM_NP_BITWISE_AND:
        return a & b;
    case SIM_NP_BITWISE_XOR:
        return a ^ b;
    case SIM_NP_INVERT:
        return !a;
    case SIM_NP_ABSOLUTE:
    case SIM_NP_POSITIVE: /* a cast: POSITIVE itself is refused */
        return a;
    default:
        g_assert_not_reached();
    }
}

static bool
compare(SimNpUfunc ufunc, bool less, bool equal, bool greater)
{
    switch ((int) ufunc) {
    case SIM_NP_LESS:
        return less;
    case SIM_NP_LESS_EQUAL:
        return less || equal;
    case SIM_NP_EQUAL:
        return equal;
    case SIM_NP_NOT_EQUAL:
        return !equal;
    case SIM_NP_GREATER:
        return greater;
    case SIM_NP_GREATER_EQUAL:
        return greater || equal;
    default:
        g_assert_not_reached();
    }
}

/* What gives a truth value of truth values, or of one number. False: a comparison. */
static bool
apply_truth(const SimNpApply *apply, SimNpValue x, SimNpValue y, bool *out)
{
    bool real = sim_np_is_real(apply->in);
    bool a = sim_np_is_true(x, apply->in);
    switch ((int) apply->ufunc) {
    case SIM_NP_LOGICAL_AND:
        *out = a && sim_np_is_true(y, apply->in);
        return true;
    case SIM_NP_LOGICAL_OR:
        *out = a || sim_np_is_true(y, apply->in);
        return true;
    case SIM_NP_LOGICAL_XOR:
        *out = a != sim_np_is_true(y, apply->in);
        return true;
    case SIM_NP_LOGICAL_NOT:
        *out = !a;
        return true;
    case SIM_NP_ISNAN:
        *out = real && isnan(x.real);
        return true;
    case SIM_NP_ISINF:
        *out = real && isinf(x.real);
        return true;
    case SIM_NP_ISFINITE:
        *out = !real || isfinite(x.real);
        return true;
    case SIM_NP_SIGNBIT:
        *out = real ? signbit(x.real) != 0 : x.integer < 0 && apply->in != SIM_NP_UINT64;
        return true;
    default:
        return false;
    }
}

SimNpValue
sim_np_apply(const SimNpApply *apply, SimNpValue x, SimNpValue y)
{
    SimNpUfunc ufunc = apply->ufunc;
    const SimNpUfuncInfo *info = &infos[ufunc];
    bool has_sign = !sim_np_is_unsigned(apply->in);
    bool truth;
    if (info->rule == SIM_NP_RULE_COMPARE) {
        if (apply_truth(apply, x, y, &truth)) {
            return sim_np_integer(truth);
        }
        if (sim_np_is_real(apply->in)) {
            return sim_np_integer(compare(ufunc, x.real < y.real,
                                          x.real >= y.real && x.real <= y.real, x.real > y.real));
        }
        return sim_np_integer(compare(ufunc, is_less(x.integer, y.integer, has_sign),
                                      x.integer == y.integer,
                                      is_less(y.integer, x.integer, has_sign)));
    }
    if (sim_np_is_real(apply->in)) {
        double real =
            info->arity == 1 ? apply_real1(ufunc, x.real) : apply_real2(ufunc, x.real, y.real);
        return sim_np_convert(sim_np_real(real), SIM_NP_FLOAT64, apply->out);
    }
    if (apply->in == SIM_NP_BOOL) {
        return sim_np_convert(sim_np_integer(apply_bool(ufunc, x.integer, y.integer)), SIM_NP_BOOL,
                              apply->out);
    }
    int64_t integer = info->arity == 1 ? apply_int1(ufunc, x.integer, has_sign)
                                       : apply_int2(ufunc, x.integer, y.integer, has_sign,
                                                    8 * sim_np_item_size(apply->in));
    SimNpKind wide = has_sign ? SIM_NP_INT64 : SIM_NP_UINT64;
    return sim_np_convert(sim_np_integer(integer), wide, apply->out);
}
