/* For those who have an allocator and want to look at it as sim/replay/arenas.h shows it. */
#pragma once

#include "sim/model/pymalloc.h"
#include "sim/replay/arenas.h"

G_BEGIN_DECLS

/* @pymalloc is borrowed and must not change as long as the map is looked at. Returns (transfer
 * full). */
SimArenaMap *sim_arena_map_new(const SimPymalloc *pymalloc);
void sim_arena_map_free(SimArenaMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimArenaMap, sim_arena_map_free)

G_END_DECLS
