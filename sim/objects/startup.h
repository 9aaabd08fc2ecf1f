/* Start-up of a world: types, singletons, small ints, interned names.
 *
 * Stands for pycore_init_types and pycore_init_singletons of Python/pylifecycle.c. The
 * types are those of type.def; the file that defines type ID has a
 * `const SimTypeSpec sim_spec_ID` (exceptions: exception.c makes them all).
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* A world ready for code to run in, without modules. As sim_world_new. */
SimWorld *sim_startup(const SimConfig *config, SimTrace *trace);

G_END_DECLS
