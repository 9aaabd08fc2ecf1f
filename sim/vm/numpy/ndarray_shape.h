/* Other shapes of the same elements: views where the strides allow it, copies elsewhere.
 *
 * Stands for core/src/multiarray/shape.c.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* @shape may have one -1, which is filled in. Order 'F' counts the first axis fastest. NULL with
 * ValueError. */
SimNdarray *
sim_np_reshape(SimWorld *world, SimNdarray *array, int ndim, int64_t *shape, char order);
SimNdarray *sim_np_ravel(SimWorld *world, SimNdarray *array, char order);
/* A copy in one dimension. */
SimNdarray *sim_np_flatten(SimWorld *world, SimNdarray *array, char order);
/* A view; @axes NULL: reversed. */
SimNdarray *sim_np_transpose(SimWorld *world, SimNdarray *array, const int *axes);
/* Replaces the one -1. False with ValueError. */
bool sim_np_complete_shape(SimWorld *world, const SimNdarray *array, int ndim, int64_t *shape);
/* The strides of @array's elements under another shape, when there are any. */
bool sim_np_try_strides(const SimNdarray *array, int ndim, const int64_t *shape, int64_t *strides);

G_END_DECLS
