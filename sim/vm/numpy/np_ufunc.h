/* Elementwise operations with broadcasting, as numpy's ufuncs do them.
 *
 * Stands for core/src/umath/{ufunc_object,ufunc_type_resolution,scalarmath}.c: kinds of
 * results by promotion (a scalar that meets an array counts with its value), results in the
 * operands' order of axes, out=. Scalars alone give a scalar without any array. A temporary of
 * 256 KiB or more that nobody else holds takes the result itself (temp_elide.c).
 *
 * Results of more than SIM_NP_LAZY_SIZE elements are computed when somebody looks at them.
 */
#pragma once

#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

/* @b is ignored by operations on one value; @out (borrowed) may be NULL. NotImplemented when an
 * operand is nothing numpy computes with. A new reference, NULL with an exception. */
SimObject *
sim_np_operate(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out);
/* The same for a function call: what is no operand raises TypeError. */
SimObject *
sim_np_call_ufunc(SimWorld *world, SimNpUfunc ufunc, SimObject *a, SimObject *b, SimNdarray *out);

/* A 0-d result becomes a scalar. Steals @array, which may be NULL. */
SimObject *sim_np_result(SimWorld *world, SimNdarray *array);

G_END_DECLS
