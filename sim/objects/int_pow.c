/* ** and pow() (long_pow): by squaring from the left, each step an int of its own. */
#include "sim/objects/int_private.h"

#include "sim/model/error.h"
#include "sim/objects/float.h"

/* Exponents of CPython's five-bit window method have more bits; their results have so many
 * digits that only pow() with a modulus gets there. */
enum {
    BINARY_METHOD_BITS = 60
};

/* @left * @right; drops the reference to *@place and puts the product there. */
static bool
multiply_into(SimWorld *world, SimObject **place, SimObject *left, SimObject *right)
{
    SimObject *product = sim_int_multiply(world, left, right);
    if (product == NULL) {
        sim_decref(world, *place);
        *place = NULL;
        return false;
    }
    SimObject *old = *place;
    *place = product;
    sim_decref(world, old);
    return true;
}

static SimObject *
power_small(SimWorld *world, SimObject *base, uint64_t exponent)
{
    if (exponent <= 1) {
        SimObject *result = sim_int_new(world, 1);
        return exponent == 0 || multiply_into(world, &result, base, result) ? result : NULL;
    }
    if (exponent <= 3) {
        SimObject *result = sim_int_multiply(world, base, base);
        if (result != NULL && exponent == 3) {
            multiply_into(world, &result, result, base);
        }
        return result;
    }
    uint64_t bit = UINT64_C(1) << (62 - __builtin_clzll(exponent));
    SimObject *result = sim_newref(world, base);
    for (; bit != 0; bit >>= 1) {
        if (!multiply_into(world, &result, result, result)) {
            return NULL;
        }
        if ((exponent & bit) != 0 && !multiply_into(world, &result, result, base)) {
            return NULL;
        }
    }
    return result;
}

static SimObject *
power_modulo(SimWorld *world, SimObject *base, SimObject *exponent, SimObject *modulus)
{
    if (sim_int_sign(modulus) == 0) {
        return sim_err_format(world, SIM_TYPE_ValueError, "pow() 3rd argument cannot be 0");
    }
    SimIntView base_view;
    SimIntView exponent_view;
    SimIntView modulus_view;
    mpz_srcptr m = sim_int_view(modulus, &modulus_view);
    mpz_srcptr e = sim_int_view(exponent, &exponent_view);
    mpz_t z;
    mpz_init_set(z, sim_int_view(base, &base_view));
    SimObject *result = NULL;
    /* GMP raises SIGFPE where there is no inverse. */
    if (mpz_sgn(e) < 0 && mpz_cmpabs_ui(m, 1) != 0 && mpz_invert(z, z, m) == 0) {
        sim_err_format(world, SIM_TYPE_ValueError, "base is not invertible for the given modulus");
    } else {
        mpz_t positive;
        mpz_init(positive);
        mpz_abs(positive, e);
        mpz_powm(z, z, positive, m);
        mpz_clear(positive);
        if (mpz_sgn(m) < 0 && mpz_sgn(z) > 0) {
            mpz_add(z, z, m);
        }
        result = sim_int_from_mpz(world, z, sim_int_size(modulus));
    }
    mpz_clear(z);
    return result;
}

/* The exponent does not fit in 60 bits. */
static SimObject *
power_huge(SimWorld *world, SimObject *base, SimObject *exponent)
{
    int64_t value;
    if (!sim_int_get(base, &value) || value < -1 || value > 1) {
        return sim_err_no_memory(world);
    }
    SimIntView view;
    bool odd = mpz_odd_p(sim_int_view(exponent, &view));
    return sim_int_new(world, value == -1 && !odd ? 1 : value);
}

static SimObject *
power_of_floats(SimWorld *world, SimObject *a, SimObject *b)
{
    double base = sim_int_as_double(world, a);
    if (base == -1.0 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    double exponent = sim_int_as_double(world, b);
    if (exponent == -1.0 && sim_err_occurred(world) != NULL) {
        return NULL;
    }
    return sim_float_power(world, base, exponent);
}

SimObject *
sim_int_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus)
{
    bool has_modulus = modulus != NULL && modulus != SIM_NONE(world);
    if (!SIM_IS_INT(a) || !SIM_IS_INT(b) || (has_modulus && !SIM_IS_INT(modulus))) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    if (has_modulus) {
        return power_modulo(world, a, b, modulus);
    }
    if (sim_int_sign(b) < 0) {
        return power_of_floats(world, a, b);
    }
    int64_t exponent;
    if (!sim_int_get(b, &exponent) || exponent >> BINARY_METHOD_BITS != 0) {
        return power_huge(world, a, b);
    }
    return power_small(world, a, (uint64_t) exponent);
}
