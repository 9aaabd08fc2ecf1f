/* The math module (Modules/mathmodule.c): what works on floats. Whole numbers: math_int.c. */
#include <errno.h>
#include <math.h>

#include <gmp.h>

#include "sim/model/error.h"
#include "sim/objects/abstract.h"
#include "sim/objects/float.h"
#include "sim/objects/id.h"
#include "sim/objects/int_private.h"
#include "sim/objects/str.h"
#include "sim/objects/tuple.h"
#include "sim/vm/builtins.h"
#include "sim/vm/math_private.h"
#include "sim/vm/modules.h"

static SimObject *
domain_error(SimWorld *world)
{
    return sim_err_format(world, SIM_TYPE_ValueError, "math domain error");
}

static SimObject *
range_error(SimWorld *world)
{
    return sim_err_format(world, SIM_TYPE_OverflowError, "math range error");
}

static bool
get(SimWorld *world, SimObject *object, double *out)
{
    *out = sim_float_as_double(world, object);
    return *out != -1.0 || sim_err_occurred(world) == NULL;
}

/* math_1: a function of libm with CPython's judgement of what it returns. */
static SimObject *
apply(SimWorld *world, SimObject *argument, double (*function)(double), bool can_overflow)
{
    double x;
    if (!get(world, argument, &x)) {
        return NULL;
    }
    double result = function(x);
    if (isnan(result) && !isnan(x)) {
        return domain_error(world);
    }
    if (isinf(result) && isfinite(x)) {
        return can_overflow ? range_error(world) : domain_error(world);
    }
    return sim_float_new(world, result);
}

#define FUNCTION(name, function, can_overflow)                                                     \
    static SimObject *math_##name(SIM_BUILTIN_PARAMETERS)                                          \
    {                                                                                              \
        return apply(world, args[0], function, can_overflow);                                      \
    }
FUNCTION(acos, acos, false)
FUNCTION(acosh, acosh, false)
FUNCTION(asin, asin, false)
FUNCTION(asinh, asinh, false)
FUNCTION(atan, atan, false)
FUNCTION(atanh, atanh, false)
FUNCTION(cbrt, cbrt, false)
FUNCTION(cos, cos, false)
FUNCTION(cosh, cosh, true)
FUNCTION(erf, erf, false)
FUNCTION(erfc, erfc, false)
FUNCTION(exp, exp, true)
FUNCTION(exp2, exp2, true)
FUNCTION(expm1, expm1, true)
FUNCTION(fabs, fabs, false)
FUNCTION(log1p, log1p, false)
FUNCTION(sin, sin, false)
FUNCTION(sinh, sinh, true)
FUNCTION(sqrt, sqrt, false)
FUNCTION(tan, tan, false)
FUNCTION(tanh, tanh, false)

static double
to_degrees(double x)
{
    return x * (180.0 / G_PI);
}

static double
to_radians(double x)
{
    return x * (G_PI / 180.0);
}

FUNCTION(degrees, to_degrees, true)
FUNCTION(radians, to_radians, false)

static bool
get_two(
    SimWorld *world, const char *name, SimObject *const *args, size_t nargs, double *x, double *y)
{
    return sim_arg_count(world, name, nargs, 2, 2) && get(world, args[0], x) &&
           get(world, args[1], y);
}

static SimObject *
math_atan2(SIM_BUILTIN_PARAMETERS)
{
    double y;
    double x;
    return get_two(world, "atan2", args, nargs, &y, &x) ? sim_float_new(world, atan2(y, x)) : NULL;
}

static SimObject *
math_copysign(SIM_BUILTIN_PARAMETERS)
{
    double x;
    double y;
    return get_two(world, "copysign", args, nargs, &x, &y) ? sim_float_new(world, copysign(x, y))
                                                           : NULL;
}

static SimObject *
math_fmod(SIM_BUILTIN_PARAMETERS)
{
    double x;
    double y;
    if (!get_two(world, "fmod", args, nargs, &x, &y)) {
        return NULL;
    }
    double result = fmod(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? domain_error(world)
                                                   : sim_float_new(world, result);
}

static SimObject *
math_remainder(SIM_BUILTIN_PARAMETERS)
{
    double x;
    double y;
    if (!get_two(world, "remainder", args, nargs, &x, &y)) {
        return NULL;
    }
    double result = remainder(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? domain_error(world)
                                                   : sim_float_new(world, result);
}

static SimObject *
math_pow(SIM_BUILTIN_PARAMETERS)
{
    double x;
    double y;
    if (!get_two(world, "pow", args, nargs, &x, &y)) {
        return NULL;
    }
    double result = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(result)) {
            return domain_error(world);
        }
        if (isinf(result)) {
            return x == 0.0 ? domain_error(world) : range_error(world);
        }
    }
    return sim_float_new(world, result);
}

static SimObject *
math_ldexp(SIM_BUILTIN_PARAMETERS)
{
    double x;
    if (!sim_arg_count(world, "ldexp", nargs, 2, 2) || !get(world, args[0], &x)) {
        return NULL;
    }
    if (!SIM_IS_INT(args[1])) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "Expected an int as second argument to ldexp.");
    }
    int64_t exponent;
    if (!sim_int_get(args[1], &exponent)) {
        exponent = sim_int_sign(args[1]) < 0 ? INT32_MIN : INT32_MAX;
    }
    exponent = CLAMP(exponent, -100000, 100000);
    double result = x == 0.0 || !isfinite(x) ? x : ldexp(x, (int) exponent);
    return isinf(result) && isfinite(x) ? range_error(world) : sim_float_new(world, result);
}

/* A pair (stolen). */
static SimObject *
pair(SimWorld *world, SimObject *a, SimObject *b)
{
    SimObject *items[2] = {a, b};
    if (a == NULL || b == NULL) {
        sim_xdecref(world, a);
        sim_xdecref(world, b);
        return NULL;
    }
    return sim_tuple_from_stolen(world, items, 2);
}

static SimObject *
math_frexp(SIM_BUILTIN_PARAMETERS)
{
    double x;
    if (!get(world, args[0], &x)) {
        return NULL;
    }
    int exponent = 0;
    double mantissa = isfinite(x) && x != 0.0 ? frexp(x, &exponent) : x;
    return pair(world, sim_float_new(world, mantissa), sim_int_new(world, exponent));
}

static SimObject *
math_modf(SIM_BUILTIN_PARAMETERS)
{
    double x;
    if (!get(world, args[0], &x)) {
        return NULL;
    }
    double whole;
    double fraction = isinf(x) ? copysign(0.0, x) : modf(x, &whole);
    if (isinf(x)) {
        whole = x;
    }
    return pair(world, sim_float_new(world, fraction), sim_float_new(world, whole));
}

/* Logarithms, of ints of any size too. */
static SimObject *
logarithm(SimWorld *world, SimObject *object, double (*function)(double), double of_two)
{
    double x;
    if (SIM_IS_INT(object)) {
        if (sim_int_sign(object) <= 0) {
            return domain_error(world);
        }
        x = sim_int_as_double(world, object);
        if (x == -1.0 && sim_err_clear_if(world, SIM_TYPE_OverflowError)) {
            SimIntView view;
            signed long exponent;
            double mantissa = mpz_get_d_2exp(&exponent, sim_int_view(object, &view));
            return sim_float_new(world, function(mantissa) + of_two * (double) exponent);
        }
        return sim_float_new(world, function(x));
    }
    if (!get(world, object, &x)) {
        return NULL;
    }
    if (x <= 0.0) {
        return domain_error(world);
    }
    return sim_float_new(world, function(x));
}

static SimObject *
math_log(SIM_BUILTIN_PARAMETERS)
{
    if (nargs < 1 || nargs > 2) {
        return sim_err_format(world, SIM_TYPE_TypeError, "math.log requires 1 to 2 arguments");
    }
    SimObject *number = logarithm(world, args[0], log, G_LN2);
    if (number == NULL || nargs == 1) {
        return number;
    }
    SimObject *base = logarithm(world, args[1], log, G_LN2);
    SimObject *result = base == NULL ? NULL : sim_number_true_divide(world, number, base);
    sim_decref(world, number);
    sim_xdecref(world, base);
    return result;
}

static SimObject *
math_log2(SIM_BUILTIN_PARAMETERS)
{
    return logarithm(world, args[0], log2, 1.0);
}

static SimObject *
math_log10(SIM_BUILTIN_PARAMETERS)
{
    return logarithm(world, args[0], log10, log10(2.0));
}

/* gamma and lgamma (math_gamma.c) say by errno what is wrong. */
static SimObject *
apply_gamma(SimWorld *world, SimObject *argument, double (*function)(double))
{
    double x;
    if (!get(world, argument, &x)) {
        return NULL;
    }
    errno = 0;
    double result = function(x);
    return errno == EDOM     ? domain_error(world)
           : errno == ERANGE ? range_error(world)
                             : sim_float_new(world, result);
}

static SimObject *
math_gamma(SIM_BUILTIN_PARAMETERS)
{
    return apply_gamma(world, args[0], sim_math_gamma);
}

static SimObject *
math_lgamma(SIM_BUILTIN_PARAMETERS)
{
    return apply_gamma(world, args[0], sim_math_lgamma);
}

/* Rounding: by the object's own method, else of a float. */
static SimObject *
rounded(SimWorld *world, SimObject *object, const char *method_name, double (*function)(double))
{
    if (object->type != sim_type(world, SIM_TYPE_FLOAT)) {
        SimObject *name = sim_str_intern(world, method_name);
        SimObject *method = NULL;
        int found = name == NULL ? -1 : sim_object_lookup_special(world, object, name, &method);
        sim_xdecref(world, name);
        if (found < 0) {
            return NULL;
        }
        if (found > 0) {
            SimObject *result = sim_object_call_noargs(world, method);
            sim_decref(world, method);
            return result;
        }
        if (function == trunc) {
            return sim_err_format(world, SIM_TYPE_TypeError,
                                  "type %s doesn't define __trunc__ method", object->type->name);
        }
    }
    double x;
    return get(world, object, &x) ? sim_int_from_double(world, function(x)) : NULL;
}

static SimObject *
math_floor(SIM_BUILTIN_PARAMETERS)
{
    return rounded(world, args[0], "__floor__", floor);
}

static SimObject *
math_ceil(SIM_BUILTIN_PARAMETERS)
{
    return rounded(world, args[0], "__ceil__", ceil);
}

static SimObject *
math_trunc(SIM_BUILTIN_PARAMETERS)
{
    return rounded(world, args[0], "__trunc__", trunc);
}

#define PREDICATE(name)                                                                            \
    static SimObject *math_##name(SIM_BUILTIN_PARAMETERS)                                          \
    {                                                                                              \
        double x;                                                                                  \
        return get(world, args[0], &x) ? sim_bool_of(world, name(x)) : NULL;                       \
    }
PREDICATE(isnan)
PREDICATE(isinf)
PREDICATE(isfinite)

static SimObject *
math_isclose(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"a", "b", "rel_tol", "abs_tol", NULL};
    SimObject *out[4];
    double a;
    double b;
    double relative = 1e-9;
    double absolute = 0.0;
    if (!sim_arg_parse(world, "isclose", names, 2, 2, args, nargs, kwnames, out) ||
        !get(world, out[0], &a) || !get(world, out[1], &b) ||
        (out[2] != NULL && !get(world, out[2], &relative)) ||
        (out[3] != NULL && !get(world, out[3], &absolute))) {
        return NULL;
    }
    if (relative < 0.0 || absolute < 0.0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "tolerances must be non-negative");
    }
    if (a == b || isinf(a) || isinf(b)) {
        return sim_bool_of(world, a == b);
    }
    double difference = fabs(b - a);
    return sim_bool_of(world, difference <= fabs(relative * b) ||
                                  difference <= fabs(relative * a) || difference <= absolute);
}

static SimObject *
math_hypot(SIM_BUILTIN_PARAMETERS)
{
    g_autofree double *vector = g_new(double, nargs);
    for (size_t i = 0; i < nargs; i++) {
        if (!get(world, args[i], &vector[i])) {
            return NULL;
        }
    }
    return sim_float_new(world, sim_math_norm(vector, nargs));
}

/* Shewchuk's partial sums: exact until the last rounding. */
static SimObject *
math_fsum(SIM_BUILTIN_PARAMETERS)
{
    SimObject *iterator = sim_object_iter(world, args[0]);
    if (iterator == NULL) {
        return NULL;
    }
    g_autoptr(GArray) partials = g_array_new(FALSE, FALSE, sizeof(double));
    double special = 0.0; /* the sum of infinities and NaNs */
    double infinities = 0.0;
    SimObject *item;
    bool ok = true;
    while (ok && (item = sim_iter_next(world, iterator)) != NULL) {
        double x;
        ok = get(world, item, &x);
        sim_decref(world, item);
        if (!ok) {
            break;
        }
        if (!isfinite(x)) {
            special += x;
            infinities += isinf(x) ? x : 0.0;
            g_array_set_size(partials, 0);
            continue;
        }
        guint kept = 0;
        for (guint i = 0; i < partials->len; i++) {
            double y = g_array_index(partials, double, i);
            double large = fabs(x) < fabs(y) ? y : x;
            double small = fabs(x) < fabs(y) ? x : y;
            double sum = large + small;
            double rest = small - (sum - large);
            if (rest != 0.0) {
                g_array_index(partials, double, kept++) = rest;
            }
            x = sum;
        }
        g_array_set_size(partials, kept);
        g_array_append_val(partials, x);
        if (!isfinite(x)) {
            sim_err_format(world, SIM_TYPE_OverflowError, "intermediate overflow in fsum");
            ok = false;
        }
    }
    sim_decref(world, iterator);
    if (!ok || sim_err_occurred(world) != NULL) {
        return NULL;
    }
    if (isnan(infinities)) {
        return sim_err_format(world, SIM_TYPE_ValueError, "-inf + inf in fsum");
    }
    if (special != 0.0 || isnan(special)) {
        return sim_float_new(world, special);
    }
    double high = 0.0;
    double low = 0.0;
    guint n = partials->len;
    while (n > 0 && low == 0.0) {
        double x = high;
        double y = g_array_index(partials, double, --n);
        high = x + y;
        low = y - (high - x);
    }
    if (n > 0) { /* half an even rounding is left to decide */
        double next = g_array_index(partials, double, n - 1);
        if ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0)) {
            double twice = low * 2.0;
            double x = high + twice;
            if (twice == x - high) {
                high = x;
            }
        }
    }
    return sim_float_new(world, high);
}

static SimObject *
math_prod(SIM_BUILTIN_PARAMETERS)
{
    static const char *const names[] = {"", "start", NULL};
    SimObject *out[2];
    if (!sim_arg_parse(world, "prod", names, 1, 1, args, nargs, kwnames, out)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, out[0]);
    if (iterator == NULL) {
        return NULL;
    }
    SimObject *total = out[1] != NULL ? sim_newref(world, out[1]) : sim_int_new(world, 1);
    SimObject *item;
    while (total != NULL && (item = sim_iter_next(world, iterator)) != NULL) {
        SimObject *product = sim_number_multiply(world, total, item);
        sim_decref(world, item);
        sim_decref(world, total);
        total = product;
    }
    sim_decref(world, iterator);
    if (sim_err_occurred(world) != NULL) {
        SIM_CLEAR(world, total);
    }
    return total;
}

/* The coordinates of a point; NULL with an exception. */
static SimObject *
get_point(SimWorld *world, SimObject *object)
{
    return SIM_IS_TUPLE(object) ? sim_newref(world, object)
                                : sim_tuple_from_iterable(world, object);
}

static SimObject *
distance(SimWorld *world, SimObject *p, SimObject *q)
{
    size_t count = sim_tuple_size(p);
    if (count != sim_tuple_size(q)) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "both points must have the same number of dimensions");
    }
    g_autofree double *vector = g_new(double, count);
    for (size_t i = 0; i < count; i++) {
        double x;
        double y;
        if (!get(world, sim_tuple_get(p, i), &x) || !get(world, sim_tuple_get(q, i), &y)) {
            return NULL;
        }
        vector[i] = x - y;
    }
    return sim_float_new(world, sim_math_norm(vector, count));
}

static SimObject *
math_dist(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "dist", nargs, 2, 2)) {
        return NULL;
    }
    SimObject *p = get_point(world, args[0]);
    SimObject *q = p == NULL ? NULL : get_point(world, args[1]);
    SimObject *result = q == NULL ? NULL : distance(world, p, q);
    sim_xdecref(world, p);
    sim_xdecref(world, q);
    return result;
}

static SimObject *
math_nextafter(SIM_BUILTIN_PARAMETERS)
{
    double x;
    double y;
    return get_two(world, "nextafter", args, nargs, &x, &y) ? sim_float_new(world, nextafter(x, y))
                                                            : NULL;
}

/* The distance to the next float away from zero. */
static SimObject *
math_ulp(SIM_BUILTIN_PARAMETERS)
{
    double x;
    if (!get(world, args[0], &x)) {
        return NULL;
    }
    x = fabs(x);
    if (!isfinite(x)) {
        return sim_float_new(world, x);
    }
    double above = nextafter(x, INFINITY);
    return sim_float_new(world, isinf(above) ? x - nextafter(x, 0.0) : above - x);
}

static const SimMethodDef functions[] = {
#define ONE(name)                                                                                  \
    {                                                                                              \
#name, math_##name, SIM_METH_O                                                             \
    }
    ONE(acos),
    ONE(acosh),
    ONE(asin),
    ONE(asinh),
    ONE(atan),
    ONE(atanh),
    ONE(cbrt),
    ONE(ceil),
    ONE(cos),
    ONE(cosh),
    ONE(degrees),
    ONE(erf),
    ONE(erfc),
    ONE(exp),
    ONE(exp2),
    ONE(expm1),
    ONE(fabs),
    ONE(floor),
    ONE(frexp),
    ONE(fsum),
    ONE(gamma),
    ONE(isfinite),
    ONE(isinf),
    ONE(isnan),
    ONE(lgamma),
    ONE(log10),
    ONE(log1p),
    ONE(log2),
    ONE(modf),
    ONE(radians),
    ONE(sin),
    ONE(sinh),
    ONE(sqrt),
    ONE(tan),
    ONE(tanh),
    ONE(trunc),
    ONE(ulp),
#undef ONE
    {"atan2", math_atan2, SIM_METH_FASTCALL},
    {"copysign", math_copysign, SIM_METH_FASTCALL},
    {"dist", math_dist, SIM_METH_FASTCALL},
    {"fmod", math_fmod, SIM_METH_FASTCALL},
    {"hypot", math_hypot, SIM_METH_FASTCALL},
    {"isclose", math_isclose, SIM_METH_KEYWORDS},
    {"ldexp", math_ldexp, SIM_METH_FASTCALL},
    {"log", math_log, SIM_METH_VARARGS},
    {"nextafter", math_nextafter, SIM_METH_FASTCALL},
    {"pow", math_pow, SIM_METH_FASTCALL},
    {"prod", math_prod, SIM_METH_KEYWORDS},
    {"remainder", math_remainder, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};

SimObject *
sim_math_module(SimVm *vm)
{
    SimWorld *world = vm->world;
    SimObject *module = sim_module_new(world, "math");
    if (module == NULL) {
        return NULL;
    }
    int status = sim_module_add_functions(world, module, functions);
    status += sim_module_add_functions(world, module, sim_math_int_functions);
    status += sim_module_add(world, module, "pi", sim_float_new(world, G_PI));
    status += sim_module_add(world, module, "e", sim_float_new(world, G_E));
    status += sim_module_add(world, module, "tau", sim_float_new(world, 2.0 * G_PI));
    status += sim_module_add(world, module, "inf", sim_float_new(world, INFINITY));
    status += sim_module_add(world, module, "nan", sim_float_new(world, NAN));
    if (status < 0) {
        SIM_CLEAR(world, module);
    }
    return module;
}
