/* What a trace tells of the elements of arrays: ELEMENTS events.
 *
 * An array that owns its data is watched while a trace is recorded. What was written since is
 * told before the next line is reached and before a frame ends, once however much was written:
 * the first elements and the last, in the order of their addresses, if they are not what was told
 * before. Of arrays of more than SIM_NP_TOLD_BYTES nothing is told: their elements may not have
 * been computed yet.
 */
#pragma once

#include "sim/model/world.h"
#include "sim/vm/numpy/np_buffer.h"

G_BEGIN_DECLS

enum {
    SIM_NP_TOLD_FIRST = 64,
    SIM_NP_TOLD_LAST = 4,
    SIM_NP_TOLD_BYTES = 1 << 20
};

struct SimNdarray;

typedef struct SimNpElements {
    const struct SimNdarray *array; /* that owns the data */
    GPtrArray *queue;               /* of the changed ones; borrowed */
    bool queued;
    guint place;      /* in the queue */
    SimNpValue *told; /* SIM_NP_TOLD_FIRST + SIM_NP_TOLD_LAST at most; NULL: nothing yet */
} SimNpElements;

void sim_np_elements_enqueue(SimNpElements *elements);
/* Something was written; @elements may be NULL. */
static inline void
sim_np_elements_changed(SimNpElements *elements)
{
    if (G_UNLIKELY(elements != NULL) && !elements->queued) {
        sim_np_elements_enqueue(elements);
    }
}

/* Begins to watch the data of @array, if a trace is recorded; all of it is new. */
void sim_np_elements_watch(SimWorld *world, struct SimNdarray *array);
/* Ends it; nothing is done for an array that was not watched, such as a view. */
void sim_np_elements_unwatch(struct SimNdarray *array);
/* At the end of the world, when there is no queue any more. */
void sim_np_elements_drop(struct SimNdarray *array);
/* Records what was written. */
void sim_np_elements_tell(SimWorld *world);

G_END_DECLS
