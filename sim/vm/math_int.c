/* math: functions of whole numbers of any size. */
#include <gmp.h>

#include "sim/objects/abstract.h"
#include "sim/objects/int_private.h"
#include "sim/vm/builtins.h"
#include "sim/vm/math_private.h"

static SimObject *
from_mpz(SimWorld *world, mpz_t z)
{
    SimObject *result = sim_int_from_mpz(world, z, 0);
    mpz_clear(z);
    return result;
}

static SimObject *
fold(SimWorld *world,
     SimObject *const *args,
     size_t nargs,
     unsigned long start,
     void (*function)(mpz_ptr, mpz_srcptr, mpz_srcptr))
{
    mpz_t result;
    mpz_init_set_ui(result, start);
    for (size_t i = 0; i < nargs; i++) {
        SimObject *number = sim_number_index(world, args[i]);
        if (number == NULL) {
            mpz_clear(result);
            return NULL;
        }
        SimIntView view;
        function(result, result, sim_int_view(number, &view));
        sim_decref(world, number);
    }
    mpz_abs(result, result);
    return from_mpz(world, result);
}

static SimObject *
math_gcd(SIM_BUILTIN_PARAMETERS)
{
    return fold(world, args, nargs, 0, mpz_gcd);
}

static SimObject *
math_lcm(SIM_BUILTIN_PARAMETERS)
{
    return fold(world, args, nargs, 1, mpz_lcm);
}

static SimObject *
math_isqrt(SIM_BUILTIN_PARAMETERS)
{
    SimObject *number = sim_number_index(world, args[0]);
    if (number == NULL) {
        return NULL;
    }
    if (sim_int_sign(number) < 0) {
        sim_decref(world, number);
        return sim_err_format(world, SIM_TYPE_ValueError, "isqrt() argument must be nonnegative");
    }
    SimIntView view;
    mpz_t result;
    mpz_init(result);
    mpz_sqrt(result, sim_int_view(number, &view));
    sim_decref(world, number);
    return from_mpz(world, result);
}

enum {
    MAX_FACTORIAL = 200000
};

static SimObject *
math_factorial(SIM_BUILTIN_PARAMETERS)
{
    SimObject *number = sim_number_index(world, args[0]);
    if (number == NULL) {
        return NULL;
    }
    int64_t n;
    bool fits = sim_int_get(number, &n);
    bool negative = sim_int_sign(number) < 0;
    sim_decref(world, number);
    if (negative) {
        return sim_err_format(world, SIM_TYPE_ValueError,
                              "factorial() not defined for negative values");
    }
    if (!fits) {
        return sim_err_format(world, SIM_TYPE_OverflowError,
                              "factorial() argument should not exceed 9223372036854775807");
    }
    if (n > MAX_FACTORIAL) {
        return sim_err_no_memory(world);
    }
    mpz_t result;
    mpz_init(result);
    mpz_fac_ui(result, (unsigned long) n);
    return from_mpz(world, result);
}

/* Both arguments of comb and perm as ints (owned), none of them negative. */
static bool
get_counts(SimWorld *world, SimObject *const *args, SimObject *out[2])
{
    out[0] = sim_number_index(world, args[0]);
    out[1] = out[0] == NULL ? NULL : sim_number_index(world, args[1]);
    bool good = out[1] != NULL;
    for (int i = 0; good && i < 2; i++) {
        if (sim_int_sign(out[i]) < 0) {
            sim_err_format(world, SIM_TYPE_ValueError, "%s must be a non-negative integer",
                           i == 0 ? "n" : "k");
            good = false;
        }
    }
    if (!good) {
        sim_xdecref(world, out[0]);
        sim_xdecref(world, out[1]);
    }
    return good;
}

/* n * (n - 1) * ... of @k factors, over k! where order does not count; 0 for @k above @n. */
static SimObject *
choose(SimWorld *world, mpz_srcptr n, mpz_srcptr k, bool ordered)
{
    mpz_t count; /* of the factors */
    mpz_init(count);
    mpz_sub(count, n, k);
    bool none = mpz_sgn(count) < 0;
    if (ordered || mpz_cmp(k, count) < 0) {
        mpz_set(count, k);
    }
    bool fits = mpz_fits_slong_p(count) != 0;
    unsigned long factors = fits ? mpz_get_ui(count) : 0;
    mpz_clear(count);
    if (none) {
        return sim_int_new(world, 0);
    }
    if (!fits) {
        return sim_err_format(world, SIM_TYPE_OverflowError, "%s must not exceed %" G_GINT64_FORMAT,
                              ordered ? "k" : "min(n - k, k)", INT64_MAX);
    }
    if (factors > MAX_FACTORIAL) {
        return sim_err_no_memory(world);
    }
    mpz_t result;
    mpz_t factor;
    mpz_init_set_ui(result, 1);
    mpz_init_set(factor, n);
    if (!ordered) {
        mpz_bin_ui(result, n, factors);
    }
    for (unsigned long i = 0; ordered && i < factors; i++) {
        mpz_mul(result, result, factor);
        mpz_sub_ui(factor, factor, 1);
    }
    mpz_clear(factor);
    return from_mpz(world, result);
}

static SimObject *
comb_or_perm(SimWorld *world, SimObject *const *args, bool ordered)
{
    SimObject *counts[2];
    if (!get_counts(world, args, counts)) {
        return NULL;
    }
    SimIntView n;
    SimIntView k;
    SimObject *result =
        choose(world, sim_int_view(counts[0], &n), sim_int_view(counts[1], &k), ordered);
    sim_decref(world, counts[0]);
    sim_decref(world, counts[1]);
    return result;
}

static SimObject *
math_comb(SIM_BUILTIN_PARAMETERS)
{
    return sim_arg_count(world, "comb", nargs, 2, 2) ? comb_or_perm(world, args, false) : NULL;
}

static SimObject *
math_perm(SIM_BUILTIN_PARAMETERS)
{
    if (!sim_arg_count(world, "perm", nargs, 1, 2)) {
        return NULL;
    }
    if (nargs == 1 || args[1] == SIM_NONE(world)) {
        return math_factorial(world, self, args, 1, NULL);
    }
    return comb_or_perm(world, args, true);
}

const SimMethodDef sim_math_int_functions[] = {
    {"comb", math_comb, SIM_METH_FASTCALL},
    {"factorial", math_factorial, SIM_METH_O},
    {"gcd", math_gcd, SIM_METH_FASTCALL},
    {"isqrt", math_isqrt, SIM_METH_O},
    {"lcm", math_lcm, SIM_METH_FASTCALL},
    {"perm", math_perm, SIM_METH_FASTCALL},
    {NULL, NULL, 0},
};
