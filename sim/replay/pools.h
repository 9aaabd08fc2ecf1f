/* What pymalloc has at a step of a trace: how many arenas and pools, and what their blocks are.
 *
 * Told by the events of memory alone: a block is pymalloc's if it lies in an arena, the first
 * block that moves into an empty pool says which size the pool serves, and blocks are carved from
 * its start on, so that what lies beyond the highest one so far was never used.
 */
#pragma once

#include <stdbool.h>

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

typedef struct SimPoolWalk SimPoolWalk;

/* @trace is borrowed; @profile tells the size of a pool. Returns (transfer full). */
SimPoolWalk *sim_pool_walk_new(const SimTrace *trace, const SimProfile *profile);
void sim_pool_walk_free(SimPoolWalk *walk);
/* Goes on to the state after @step events (back: from the start) and counts. False with @error
 * for a damaged trace. */
bool sim_pool_walk_to(SimPoolWalk *walk, uint64_t step, SimPoolCounts *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimPoolWalk, sim_pool_walk_free)

G_END_DECLS
