/* itertools (Modules/itertoolsmodule.c): its types (itertools.def, one file each) and tee(). */
#pragma once

#include "sim/vm/vm_private.h"

G_BEGIN_DECLS

#define ITERTOOL(ID, name) extern const SimTypeSpec sim_spec_##ID;
#include "sim/vm/itertools/itertools.def"
#undef ITERTOOL

/* tee(iterable, n=2) */
SimObject *sim_itertools_tee(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames);

G_END_DECLS
