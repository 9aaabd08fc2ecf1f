/* The attributes of numpy's scalars, and their types. */
#pragma once

#include "sim/vm/numpy/np_scalar.h"

G_BEGIN_DECLS

extern const SimMethodDef sim_np_scalar_methods[];
extern const SimGetSetDef sim_np_scalar_getset[];
extern const SimTypeSpec *const sim_np_scalar_specs[]; /* by kind */

G_END_DECLS
