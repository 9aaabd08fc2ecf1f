/* int and bool.
 *
 * Stands for Objects/longobject.c and Objects/boolobject.c. Values that fit in 64 bits
 * are kept in the object, larger ones as a GMP number beside it; the simulated size is
 * that of CPython's 30-bit digits (24 + 4 * digits). Ints from -5 to 256 are static.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct SimInt {
    SimObject ob;
    int64_t value;
    struct SimBigInt *big; /* NULL when value holds the number; private to int.c */
} SimInt;

SimObject *sim_int_new(SimWorld *world, int64_t value);
SimObject *sim_int_from_size(SimWorld *world, uint64_t value);
/* @digits as in SimConst: hexadecimal, with "-". */
SimObject *sim_int_from_hex(SimWorld *world, const char *digits);
SimObject *sim_int_from_double(SimWorld *world, double value);
/* int(text, base); NULL with ValueError. */
SimObject *sim_int_parse(SimWorld *world, const char *text, size_t length, int base);
/* Whether the value fits; then *@value is it. */
bool sim_int_get(const SimObject *object, int64_t *value);
/* PyLong_AsDouble: -1.0 with OverflowError. */
double sim_int_as_double(SimWorld *world, SimObject *object);
/* -1, 0 or 1. */
int sim_int_sign(const SimObject *object);
/* Below 0, 0 or above 0: two ints compared without a level of recursion, so never failing. */
int sim_int_order(const SimObject *a, const SimObject *b);
/* Decimal, octal, ... digits with sign, no prefix. Returns (transfer full). */
char *sim_int_digits(SimWorld *world, const SimObject *object, int base);
SimObject *sim_bool_new(SimWorld *world, bool value);
/* int(object, base) as the type does it; both may be NULL (PyNumber_Long and long_new_impl). */
SimObject *sim_int_convert(SimWorld *world, SimObject *object, SimObject *base);
/* What a comparison gives when @order is below, equal to or above 0 (Py_RETURN_RICHCOMPARE). */
SimObject *sim_bool_from_order(SimWorld *world, int order, SimCompareOp op);

#define SIM_IS_INT(object)              (((object)->type->flags & SIM_TPFLAGS_INT_SUBCLASS) != 0)
#define SIM_IS_INT_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_INT))
#define SIM_IS_BOOL(world, object)      ((object)->type == sim_type((world), SIM_TYPE_BOOL))

G_END_DECLS
