/* The slots of numpy.ndarray, by the files that fill them. */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* ndarray_sequence.c */
int64_t sim_np_length(SimWorld *world, SimObject *self);
SimObject *sim_np_item(SimWorld *world, SimObject *self, int64_t index);
SimObject *sim_np_iter(SimWorld *world, SimObject *self);
int sim_np_contains(SimWorld *world, SimObject *self, SimObject *item);
int sim_np_bool(SimWorld *world, SimObject *self);
SimObject *sim_np_as_float(SimWorld *world, SimObject *self);
SimObject *sim_np_as_int(SimWorld *world, SimObject *self);
SimObject *sim_np_as_index(SimWorld *world, SimObject *self);

/* ndarray_index.c */
SimObject *sim_np_subscript(SimWorld *world, SimObject *self, SimObject *key);
int sim_np_ass_subscript(SimWorld *world, SimObject *self, SimObject *key, SimObject *value);

/* np_ufunc.c: either operand may be the array. */
#define BINARY(slot, ID)                                                                           \
    SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *a, SimObject *b);                      \
    SimObject *sim_np_nb_inplace_##slot(SimWorld *world, SimObject *a, SimObject *b);
#define UNARY(slot, ID) SimObject *sim_np_nb_##slot(SimWorld *world, SimObject *self);
#include "sim/vm/numpy/np_operator.def"
#undef BINARY
#undef UNARY
SimObject *sim_np_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_np_inplace_power(SimWorld *world, SimObject *a, SimObject *b, SimObject *modulus);
SimObject *sim_np_divmod(SimWorld *world, SimObject *a, SimObject *b);
SimObject *sim_np_richcompare(SimWorld *world, SimObject *self, SimObject *other, SimCompareOp op);

/* np_dot.c */
SimObject *sim_np_matmul(SimWorld *world, SimObject *a, SimObject *b);

/* ndarray_text.c */
SimObject *sim_np_repr(SimWorld *world, SimObject *self);
SimObject *sim_np_str(SimWorld *world, SimObject *self);
SimObject *sim_np_text(SimWorld *world, SimObject *self, const char *separator, int prefix);

/* ndarray_methods.c, ndarray_attributes.c */
extern const SimMethodDef sim_np_methods[];
extern const SimGetSetDef sim_np_getset[];

G_END_DECLS
