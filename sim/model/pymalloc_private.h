/* What the files pymalloc*.c share: pymalloc.c has the pools, pymalloc_arena.c the
 * arenas, pymalloc_map.c the map from addresses to pools, pymalloc_stats.c and pymalloc_check.c
 * look at both.
 */
#pragma once

#include "sim/model/pymalloc.h"

G_BEGIN_DECLS

static inline uint32_t
sim_pymalloc_class_size(unsigned class_index)
{
    return (class_index + 1) * 16;
}

/* Blocks of that class that fit in a pool. */
static inline uint32_t
sim_pymalloc_capacity(const SimPymalloc *self, unsigned class_index)
{
    uint32_t room = (1U << self->pool_bits) - SIM_PYMALLOC_POOL_HEADER;
    return room / sim_pymalloc_class_size(class_index);
}

/* Makes a new arena the only usable one; false when there is none to be had. */
bool sim_pymalloc_add_arena(SimPymalloc *self);
/* Takes a free pool from the first usable arena, there must be one. */
SimPool *sim_pymalloc_take_pool(SimPymalloc *self);
/* Puts @pool, which is in no list, on its arena's free list; may release the arena. */
void sim_pymalloc_give_pool(SimPymalloc *self, SimPool *pool);
/* Takes the tables that the real map would need for a new arena; false when there is no
 * memory for them. */
bool sim_pymalloc_map_arena(SimPymalloc *self, SimAddr base);
/* The map's record for that address; makes it when there is none. */
SimPool *sim_pymalloc_map_pool(SimPymalloc *self, SimAddr base);
/* No pool of an arena is at @base any more. */
void sim_pymalloc_unmap_pool(SimPymalloc *self, SimAddr base);
/* Drops the records for the arena at @base, whose pools have been unmapped. */
void sim_pymalloc_unmap_arena(SimPymalloc *self, SimAddr base);
void sim_pymalloc_init_map(SimPymalloc *self);
void sim_pymalloc_clear_map(SimPymalloc *self);

G_END_DECLS
