/* Arguments that become arrays, shapes and dtypes.
 *
 * Stands for core/src/multiarray/{array_coercion,conversion_utils,descriptor}.c.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"
#include "sim/vm/numpy/np_scalar.h"

G_BEGIN_DECLS

/* A new array of a number, an array (copied), or nested sequences. @kind SIM_NP_KINDS: the one
 * that holds all elements. In C order. */
SimNdarray *sim_np_from_object(SimWorld *world, SimObject *object, SimNpKind kind);
/* np.asarray: an array as it is. */
SimNdarray *sim_np_as_array(SimWorld *world, SimObject *object);

/* A shape argument: an int or a tuple or list of ints. False with an exception. */
bool sim_np_shape_arg(SimWorld *world, SimObject *object, int *ndim, int64_t *shape);
/* A dtype argument: NULL or None (@otherwise), a type, a dtype, or a name. */
bool sim_np_kind_arg(SimWorld *world, SimObject *object, SimNpKind otherwise, SimNpKind *out);
/* An order argument: NULL or None (@otherwise) or one of "CFAK". */
bool sim_np_order_arg(SimWorld *world, SimObject *object, char otherwise, char *out);
/* The axes from slow to fast for 'C' or 'F' (into @room); NULL for C. */
const int *sim_np_axes_of(char order, int ndim, int *room);

/* "<f8" (transfer full) */
char *sim_np_typestr(SimNpKind kind);

G_END_DECLS
