/* Going to any step of a trace.
 *
 * A replay walks a trace and keeps copies of the state on the way (keyframes), so that
 * stepping backwards costs no more than a short walk forwards from the last copy.
 */
#pragma once

#include "sim/replay/state.h"
#include "sim/trace/trace.h"

G_BEGIN_DECLS

typedef struct SimReplay SimReplay;

/* @trace is borrowed and must outlive the replay; it may grow in the meantime. */
SimReplay *sim_replay_new(const SimTrace *trace);
void sim_replay_free(SimReplay *replay);

/* The state after the first @step events (clamped to the end). Borrowed, valid until the
 * next seek. NULL with @error where the trace is damaged. */
const SimState *sim_replay_seek(SimReplay *replay, uint64_t step, GError **error);

/* The kind of event number @step - 1 and so on are reached with a cursor that stands at
 * @step. Valid until the next seek. */
const SimCursor *sim_replay_cursor(const SimReplay *replay);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimReplay, sim_replay_free)

G_END_DECLS
