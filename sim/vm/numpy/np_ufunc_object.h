/* numpy.ufunc: np.add, np.sin and the others as objects.
 *
 * Stands for core/src/umath/ufunc_object.c: calls with out= and dtype=, reduce, accumulate,
 * outer and at. The objects are static. Left out: where=, casting=, order=, reduceat,
 * several outputs.
 */
#pragma once

#include "sim/model/world.h"
#include "sim/vm/numpy/np_apply.h"

G_BEGIN_DECLS

/* Adds every ufunc to the module, under all of its names. -1 with an exception. */
int sim_np_add_ufuncs(SimWorld *world, SimObject *module);

G_END_DECLS
