/* The cyclic collector's bookkeeping: which objects it follows, and how many came and went.
 *
 * Stands for struct _gc_runtime_state and the lists of Modules/gcmodule.c (3.11): three
 * generations, each a ring of GC heads with its own count and threshold. Tracked objects
 * enter at the end of generation 0. counts[0] goes up with every GC object that the
 * allocator (not a free list) serves and down, never below 0, with every one given back.
 *
 * Invariant (sim_gc_check): an object is in exactly one ring if and only if its head's
 * `next` is not NULL.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_GC_GENERATIONS = 3
};

typedef struct {
    SimGcHead head; /* of the ring */
    int64_t threshold;
    int64_t count;
} SimGcGeneration;

struct SimGc {
    SimGcGeneration generations[SIM_GC_GENERATIONS];
    SimGcGeneration permanent; /* gc.freeze() */
    int64_t long_lived_total;
    int64_t long_lived_pending;
    bool enabled;
    bool collecting;
    /* Called before an allocation that makes the count of generation 0 pass its threshold
     * (gc_collect_generations); NULL: nothing collects. */
    void (*collect)(SimWorld *world);
};

SimGc *sim_gc_new(const SimConfig *config);
void sim_gc_free(SimGc *gc);

/* _PyObject_GC_Link: counts an allocation and collects when it is time. */
static inline void
sim_gc_note_alloc(SimWorld *world)
{
    SimGc *gc = world->gc;
    SimGcGeneration *young = &gc->generations[0];
    young->count++;
    if (G_UNLIKELY(young->count > young->threshold) && gc->enabled && young->threshold != 0 &&
        !gc->collecting && gc->collect != NULL && world->thread->exception == NULL) {
        gc->collecting = true;
        gc->collect(world);
        gc->collecting = false;
    }
}

/* PyObject_GC_Del */
static inline void
sim_gc_note_free(SimWorld *world)
{
    if (world->gc->generations[0].count > 0) {
        world->gc->generations[0].count--;
    }
}

bool sim_gc_check(SimWorld *world, GString *why);

G_END_DECLS
