/* Reductions of arrays to scalars or along one axis; scalar products.
 *
 * Stands for ufunc.reduce, core/_methods.py and core/src/multiarray/{calculation,item_selection,
 * arraytypes}.c, in numpy's order of additions: pairwise along the axis with the smallest
 * stride, one after the other along others.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

typedef enum {
    SIM_NP_SUM,
    SIM_NP_PROD,
    SIM_NP_MEAN,
    SIM_NP_STD,
    SIM_NP_VAR,
    SIM_NP_MIN,
    SIM_NP_MAX,
    SIM_NP_ANY,
    SIM_NP_ALL,
    SIM_NP_ARGMIN,
    SIM_NP_ARGMAX
} SimNpReduction;

/* @axis: NULL or None: all elements. @keep: reduced axes stay, of length 1. */
SimObject *
sim_np_reduce(SimWorld *world, SimNdarray *array, SimNpReduction what, SimObject *axis, bool keep);
/* np.dot of arrays of at most two dimensions; @matmul: messages of the operator @. */
SimObject *sim_np_dot(SimWorld *world, SimNdarray *a, SimNdarray *b, bool matmul);
/* An axis argument from 0 to ndim - 1; -1 with AxisError. */
int sim_np_axis_arg(SimWorld *world, SimObject *axis, int ndim);

G_END_DECLS
