/* The address space of a played recording, for the view `heap`.
 *
 * A recording knows arenas wholly, and of the C library's memory the blocks that Python asked it
 * for through the mem and obj domains. Those make regions here: low ones are in the heap segment,
 * from the first to the last of them; a large one that begins as a chunk with pages of its own does
 * is a mapping of its own; the rest are mappings as far as neighbours go.
 */
#pragma once

#include "sim/record/player.h"
#include "viz/scene/story.h"

G_BEGIN_DECLS

/* (transfer full) */
VizSpace *app_replay_space_new(const SimPlayer *player);
void app_replay_space_free(VizSpace *space);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VizSpace, app_replay_space_free)

G_END_DECLS
