/* In which generation of the cyclic collector an object is, at a step of a trace.
 *
 * A new object is in generation 0; each one that a collection of generation n looks at and
 * leaves alive is then in n + 1, the last one at most. The collector does not look at all: not at
 * objects that can refer to none (an int), and not at a dict or tuple that refers to none such.
 *
 * Left out: gc.freeze(), which puts aside what there is; it leaves no event.
 */
#pragma once

#include <stdbool.h>

#include "sim/replay/state.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimGenerationWalk SimGenerationWalk;

/* @trace is borrowed. Returns (transfer full). */
SimGenerationWalk *sim_generation_walk_new(const SimTrace *trace);
void sim_generation_walk_free(SimGenerationWalk *walk);
/* The generation of @object in @state, which is of the same trace; -1: the collector does not
 * track it. False with @error for a damaged trace. */
bool sim_generation_walk_ask(SimGenerationWalk *walk,
                             const SimState *state,
                             const SimStateObject *object,
                             int *out,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimGenerationWalk, sim_generation_walk_free)

G_END_DECLS
