/* Choosing, ordering and repeating elements: where, nonzero, take, repeat, sort, argsort,
 * searchsorted.
 *
 * Stands for core/src/multiarray/item_selection.c and multiarraymodule.c (PyArray_Where).
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* A tuple of index arrays, one for each axis. */
SimObject *sim_np_nonzero(SimWorld *world, SimNdarray *array);
SimObject *sim_np_where(SimWorld *world, SimObject *condition, SimObject *x, SimObject *y);
/* Sorts along one axis, in place. */
int sim_np_sort(SimWorld *world, SimNdarray *array, int axis);
SimNdarray *sim_np_argsort(SimWorld *world, SimNdarray *array, int axis);
SimObject *sim_np_searchsorted(SimWorld *world, SimNdarray *sorted, SimNdarray *values, bool right);

G_END_DECLS
