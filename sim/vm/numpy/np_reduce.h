/* Reductions of arrays to scalars or along some axes; scalar products.
 *
 * Stands for ufunc.reduce, core/_methods.py and core/src/multiarray/{calculation,item_selection,
 * arraytypes}.c, in numpy's order of additions: pairwise along the axis with the smallest
 * stride, one after the other along others.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"
#include "sim/vm/numpy/np_apply.h"

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
    SIM_NP_ARGMAX,
    SIM_NP_FOLD /* one after the other with a ufunc */
} SimNpReduction;

/* How to reduce. */
typedef struct {
    SimNpReduction what;
    SimNpUfunc ufunc;   /* of FOLD */
    SimObject *axis;    /* NULL or None: all elements; an int, or a tuple of ints */
    SimNpKind kind;     /* to compute in; SIM_NP_KINDS: as the elements say */
    SimNdarray *out;    /* NULL: a new array */
    SimObject *initial; /* a number that takes part; NULL: none */
    int64_t ddof;       /* of STD and VAR */
    bool keep;          /* reduced axes stay, of length 1 */
} SimNpReduce;

/* A new reference (to out as well); NULL with an exception. */
SimObject *sim_np_reduce(SimWorld *world, SimNdarray *array, const SimNpReduce *how);
/* ufunc.accumulate: every intermediate result along @axis (NULL or None: of the flattened
 * array). */
SimObject *sim_np_accumulate(SimWorld *world,
                             SimNdarray *array,
                             SimNpUfunc ufunc,
                             SimObject *axis,
                             SimNpKind kind,
                             SimNdarray *out);
/* np.dot of arrays of at most two dimensions; @matmul: messages of the operator @. */
SimObject *sim_np_dot(SimWorld *world, SimNdarray *a, SimNdarray *b, bool matmul);
/* numpy.AxisError; @name: of the argument, put before the message. */
void sim_np_raise_axis(SimWorld *world, int64_t axis, int ndim);
void sim_np_raise_axis_of(SimWorld *world, int64_t axis, int ndim, const char *name);
/* An axis argument from 0 to ndim - 1; -1 with AxisError. */
int sim_np_axis_arg(SimWorld *world, SimObject *axis, int ndim);

G_END_DECLS
