/* float. Stands for Objects/floatobject.c: 24 bytes, a free list of 100. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    double value;
} SimFloat;

SimObject *sim_float_new(SimWorld *world, double value);
/* PyFloat_AsDouble: float, or anything with __float__ or __index__; check the thread's
 * exception when it returns -1.0. */
double sim_float_as_double(SimWorld *world, SimObject *object);
/* repr(): shortest text that reads back as the same double. Appends. */
void sim_float_repr(double value, GString *out);

/* float(object). */
SimObject *sim_float_convert(SimWorld *world, SimObject *object);
/* base ** exponent with Python's errors. */
SimObject *sim_float_power(SimWorld *world, double base, double exponent);
/* hash() of a value that is no NaN. */
int64_t sim_float_hash(double value);

#define SIM_IS_FLOAT(object) (((object)->type->flags & SIM_TPFLAGS_FLOAT_SUBCLASS) != 0)

G_END_DECLS
