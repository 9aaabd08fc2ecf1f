/* The course's heap: one area of memory, blocks side by side, holes stay.
 *
 * A request goes into the first hole, by address, that is large enough, at its lower
 * end; if there is none, behind the last block or hole. A freed block stays in place as
 * a hole and is merged with the holes beside it; the area never shrinks, and a hole at
 * its end is not grown by a larger request. Sizes are rounded up to 16; a block has no
 * header, so neighbours touch.
 *
 * This is what the lecture draws, not what a C library does: glibc.h is that.
 *
 * Invariants (sim_story_check): blocks and holes cover the area without a gap, no two
 * holes touch, each hole is in the tree and each block in the map.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "sim/base/addr.h"
#include "sim/model/space.h"

G_BEGIN_DECLS

typedef struct SimStory SimStory;

/* The area is the heap segment of @space, which is borrowed. */
SimStory *sim_story_new(SimSpace *space);
void sim_story_free(SimStory *self);

/* 0 when the space is used up. A request of 0 bytes takes a block of 16. */
SimAddr sim_story_malloc(SimStory *self, size_t size);
/* In place when it shrinks, when the hole behind it is large enough, or when nothing is
 * behind it. @addr must be live. On 0 the block stays as it was. */
SimAddr sim_story_realloc(SimStory *self, SimAddr addr, size_t size);
void sim_story_dealloc(SimStory *self, SimAddr addr);

/* Bytes that were asked for @addr; 0 when it is not live. */
size_t sim_story_size(const SimStory *self, SimAddr addr);
/* Bytes in live blocks, as requested. */
size_t sim_story_in_use(const SimStory *self);
/* Bytes of the area, holes included. */
size_t sim_story_extent(const SimStory *self);
bool sim_story_check(const SimStory *self, GString *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SimStory, sim_story_free)

G_END_DECLS
