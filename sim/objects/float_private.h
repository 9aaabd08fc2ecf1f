/* float, inside: digits and text. */
#pragma once

#include "sim/objects/float.h"

G_BEGIN_DECLS

typedef enum {
    SIM_FLOAT_ADD_DOT_0 = 1 << 0,  /* 1 as "1.0" */
    SIM_FLOAT_ALTERNATE = 1 << 1,  /* '#': keep the point and zeros */
    SIM_FLOAT_NO_NEG_ZERO = 1 << 2 /* 'z': -0 as 0 */
} SimFloatFlags;

/* PyOS_double_to_string: @code is one of e E f F g G r (r: shortest, @precision 0).
 * Appends. Infinities and NaN are "inf" and "nan", or upper case for E F G. */
void sim_float_format(double value, char code, int precision, unsigned flags, GString *out);

/* Reads a number that fills @text from @begin to @end, without spaces around it; underscores
 * must have been dealt with. False if it is none. Too large: infinity. */
bool sim_float_read(const char *begin, const char *end, double *out);

SimObject *sim_float_from_str(SimWorld *world, SimObject *text);
/* float.__round__ with a number of digits. */
SimObject *sim_float_round(SimWorld *world, double value, int64_t digits);

extern const SimMethodDef sim_float_methods[];
extern const SimGetSetDef sim_float_getset[];
SimObject *sim_float_type_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs);
SimObject *sim_float_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames);

static inline double
sim_float_value(const SimObject *object)
{
    return ((const SimFloat *) (const void *) object)->value;
}

G_END_DECLS
