/* What a.flags returns.
 *
 * Stands for core/src/multiarray/flagsobject.c: 32 bytes, with a reference to the array.
 */
#pragma once

#include "sim/model/world.h"
#include "sim/vm/numpy/ndarray.h"

G_BEGIN_DECLS

SimObject *sim_np_flags_new(SimWorld *world, SimNdarray *array);

G_END_DECLS
