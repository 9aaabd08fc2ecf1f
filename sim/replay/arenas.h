/* What pymalloc has at a step of a trace: arenas, pools, every block, and the lists they are in.
 *
 * The events of memory are fed to the allocator's model (sim/model/pymalloc.h) once more, over the
 * arenas that the trace names, so that the lists are in the order in which the machine had them.
 * Every address that the model gives is compared with the one in the trace: where they differ the
 * trace is damaged.
 *
 * Stands for what Objects/obmalloc.c keeps in arena_object, pool_header, usedpools and
 * usable_arenas. Addresses and sizes in bytes.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/profile.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct {
    size_t arenas;
    size_t pools; /* with at least one block that is used */
    /* Blocks of those pools. */
    size_t used;       /* allocated */
    size_t freed;      /* they were, and are free now */
    size_t never_used; /* not carved yet */
} SimPoolCounts;

typedef struct {
    SimAddr base;
    size_t size;
    size_t pools;      /* that fit in: one less where the base is not a multiple of their size */
    size_t free_pools; /* empty ones, carved or not */
    size_t usable;     /* from 1: place in usable_arenas; 0: no pool is free */
} SimArenaInfo;

typedef struct {
    SimAddr base;
    size_t block_size; /* of its class; 0: it never served one */
    size_t capacity;   /* blocks that fit in */
    size_t carved;     /* blocks that were handed out at least once */
    size_t live;
    size_t used_place;  /* from 1: place in usedpools[class]; 0: full, or empty */
    size_t free_place;  /* from 1: place in the arena's freepools; 0: in use, or not carved */
    size_t next_block;  /* index of the block that comes next; SIZE_MAX: it is full */
    const void *handle; /* for sim_arena_block */
} SimPoolInfo;

typedef enum {
    SIM_BLOCK_NEVER_USED,
    SIM_BLOCK_FREED,
    SIM_BLOCK_LIVE
} SimBlockKind;

typedef struct {
    SimBlockKind kind;
    SimAddr address;
    size_t requested; /* LIVE: bytes */
} SimBlockInfo;

/* What an allocator has. Valid until the walk goes on. */
typedef struct SimArenaMap SimArenaMap;
/* By ascending address. */
size_t sim_arena_map_count(const SimArenaMap *map);
void sim_arena_map_arena(const SimArenaMap *map, size_t arena, SimArenaInfo *out);
/* Bytes of its live blocks, as requested: looks at each of them. */
size_t sim_arena_map_in_use(const SimArenaMap *map, size_t arena);
/* @pool from 0 to SimArenaInfo.pools - 1, by ascending address. */
void sim_arena_map_pool(const SimArenaMap *map, size_t arena, size_t pool, SimPoolInfo *out);
void sim_arena_block(const SimPoolInfo *pool, size_t block, SimBlockInfo *out);

typedef struct SimArenaWalk SimArenaWalk;

/* @trace is borrowed; @profile tells the sizes of arenas and pools. Returns (transfer full). */
SimArenaWalk *sim_arena_walk_new(const SimTrace *trace, const SimProfile *profile);
void sim_arena_walk_free(SimArenaWalk *walk);
/* Goes on to the state after @step events (back: from the start). Borrowed. NULL with @error for a
 * damaged trace. */
const SimArenaMap *sim_arena_walk_to(SimArenaWalk *walk, uint64_t step, GError **error);
/* One event on, into @event. False at the end, or with @error where the trace is damaged. */
bool sim_arena_walk_next(SimArenaWalk *walk, SimEvent *event, GError **error);
/* The allocator where the walk stands. Borrowed. */
const struct SimPymalloc *sim_arena_walk_pymalloc(const SimArenaWalk *walk);
/* The same, counted. */
bool sim_arena_walk_count(SimArenaWalk *walk, uint64_t step, SimPoolCounts *out, GError **error);
/* The table of sys._debugmallocstats() where the walk stands. */
void sim_arena_walk_stats(const SimArenaWalk *walk, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimArenaWalk, sim_arena_walk_free)

G_END_DECLS
