/* int, inside: numbers that do not fit in 64 bits, and CPython's digits.
 *
 * A SimInt holds its number in `value`, or (big != NULL) in limbs that lie behind the object
 * in the same host memory. Invariant: big is NULL if and only if the number fits in int64_t,
 * so equal numbers always look the same.
 */
#pragma once

#include <gmp.h>

#include "sim/objects/int.h"

G_BEGIN_DECLS

enum {
    SIM_INT_SHIFT = 30 /* PyLong_SHIFT */
};

typedef struct SimBigInt {
    int64_t size; /* limbs; negative below zero */
    mp_limb_t limbs[1];
} SimBigInt;

/* A number to be read by GMP; valid as long as the object. */
typedef struct {
    mpz_t z;
    mp_limb_t limb;
} SimIntView;

static inline SimInt *
sim_int_cast(SimObject *object)
{
    return (SimInt *) (void *) object;
}

static inline const SimInt *
sim_int_const_cast(const SimObject *object)
{
    return (const SimInt *) (const void *) object;
}

static inline uint64_t
sim_int_magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t) value : (uint64_t) value;
}

/* 30-bit digits of a magnitude; 0 for zero. */
static inline size_t
sim_int_digits_of(uint64_t magnitude)
{
    return magnitude == 0 ? 0 : magnitude >> 30 == 0 ? 1 : magnitude >> 60 == 0 ? 2 : 3;
}

mpz_srcptr sim_int_view(const SimObject *object, SimIntView *view);
/* abs(Py_SIZE(object)) */
size_t sim_int_size(const SimObject *object);
/* @request: digits CPython asks for before it normalises; at least those needed are taken. */
SimObject *sim_int_new_sized(SimWorld *world, int64_t value, size_t request);
SimObject *sim_int_from_mpz(SimWorld *world, mpz_srcptr z, size_t request);
/* As sim_int_as_double, of a number; false: too large. Rounds half to even. */
bool sim_int_mpz_to_double(mpz_srcptr z, double *out);

/* The number in object as an int object of exact type int: a new reference. */
SimObject *sim_int_exact(SimWorld *world, SimObject *object);

/* Operators (int_arith.c, int_pow.c). */
SimObject *sim_int_add(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_subtract(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_multiply(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_floor_divide(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_remainder(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_divmod(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_true_divide(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_int_lshift(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_rshift(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_and(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_or(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_xor(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_int_negative(SimWorld *world, SimObject *a);
SimObject *sim_int_absolute(SimWorld *world, SimObject *a);
SimObject *sim_int_invert(SimWorld *world, SimObject *a);

/* Text (int_text.c). */
SimObject *sim_int_repr(SimWorld *world, SimObject *object);
/* int(str object, base) */
SimObject *sim_int_from_str(SimWorld *world, SimObject *text, int base);
/* int(@text, base) where @text, whose content is @data, is bytes. */
SimObject *sim_int_from_bytes_text(
    SimWorld *world, SimObject *text, const char *data, size_t length, int base);

/* Methods (int_methods.c). */
extern const SimMethodDef sim_int_methods[];
extern const SimGetSetDef sim_int_getset[];
SimObject *sim_int_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);

G_END_DECLS
