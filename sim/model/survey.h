/* What pymalloc holds at one moment, beyond the table of sys._debugmallocstats(): how full
 * the pools of each class are, and which arenas are kept by a few pools.
 *
 * An arena goes back to the system when its last pool is empty, so a pool that is alone
 * keeps 1 MiB (256 KiB before 3.10) for its blocks. An arena that became empty as the tail
 * of the usable ones is kept in reserve (3.9 and later).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/model/pymalloc.h"

G_BEGIN_DECLS

typedef struct {
    size_t pools;
    size_t live; /* blocks */
    size_t free;
    uint64_t requested; /* bytes asked for in live blocks */
} SimClassSurvey;

/* A pool that is alone in its arena, or one of a few. */
typedef struct {
    SimAddr arena;
    size_t blocks;       /* live ones in the arena */
    const SimPool *pool; /* valid until the next call of the allocator */
} SimLonePool;

typedef struct {
    SimClassSurvey classes[SIM_PYMALLOC_CLASSES];
    GArray *lone;       /* SimLonePool; the arenas with the fewest blocks first */
    size_t lone_arenas; /* they are in */
    size_t arenas;
    size_t empty_arenas;   /* in reserve */
    size_t free_pools;     /* in all arenas */
    uint64_t lone_bytes;   /* in the live blocks of the lone pools, as asked for */
    uint64_t would_return; /* bytes of arenas that the system got if these were freed */
} SimSurvey;

/* Pools are lone where at most @few of them hold an arena. (transfer full) */
SimSurvey *sim_survey_new(const SimPymalloc *pymalloc, uint32_t few);
void sim_survey_free(SimSurvey *self);

/* Live blocks of @pool: calls @visit with the address and the bytes asked for, lowest address
 * first. */
typedef void (*SimBlockVisit)(SimAddr addr, size_t size, void *data);
void sim_pool_visit(const SimPool *pool, SimBlockVisit visit, void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimSurvey, sim_survey_free)

G_END_DECLS
