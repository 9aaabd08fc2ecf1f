/* numpy's scalars and dtype objects.
 *
 * Stands for core/src/multiarray/scalartypes.c.src and descriptor.c: 24 bytes each, not
 * followed by the collector. float64 is a subclass of float; np.True_ and np.False_ exist
 * once, as do the dtype objects.
 */
#pragma once

#include "sim/model/world.h"
#include "sim/vm/numpy/np_kind.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    SimNpValue value; /* where a float has its own */
} SimNpScalar;

/* Makes the types ready, those above them included. False with MemoryError. */
bool sim_np_ready_scalars(SimWorld *world);

SimObject *sim_np_scalar_new(SimWorld *world, SimNpKind kind, SimNpValue value);
/* Whether @object is a numpy scalar. */
bool sim_np_scalar_get(SimWorld *world, SimObject *object, SimNpKind *kind, SimNpValue *value);
/* The same for Python's bool, int and float too. False with an exception: an int of more than
 * 64 bits. */
bool sim_np_number_get(SimWorld *world, SimObject *object, SimNpKind *kind, SimNpValue *value);
/* Any real number as a double. False with TypeError. */
bool sim_np_number_as_real(SimWorld *world, SimObject *object, double *out);
/* What int() says of not-a-number and infinity: they are no elements of integer arrays. False with
 * ValueError or OverflowError. */
bool sim_np_check_number(SimWorld *world, SimNpValue value, SimNpKind from, SimNpKind to);
/* The Python number: item(). */
SimObject *sim_np_python_number(SimWorld *world, SimNpKind kind, SimNpValue value);

typedef struct {
    SimObject ob;
    SimNpKind kind;
} SimNpDtype;

SimObject *sim_np_dtype(SimWorld *world, SimNpKind kind); /* borrowed */
SimTypeId sim_np_scalar_type(SimNpKind kind);
/* SIM_NP_KINDS when @type is no scalar type. */
SimNpKind sim_np_kind_of_type(SimWorld *world, const SimType *type);

/* repr() and str() of a number: "0.1", "-3", "True". */
void sim_np_number_text(SimNpKind kind, SimNpValue value, GString *out);

G_END_DECLS
