/* The cyclic collector: which objects it follows, when it runs, what it does.
 *
 * Stands for struct _gc_runtime_state and Modules/gcmodule.c (3.11): three generations, each a
 * ring of GC heads with its own count and threshold. Tracked objects enter at the end of
 * generation 0. counts[0] goes up with every GC object that the allocator (not a free list)
 * serves and down, never below 0, with every one given back. A collection runs inside the
 * allocation that makes a count pass its threshold, before the new object exists.
 *
 * The order of the lists is CPython's throughout, since it is the order in which finalizers run:
 * what a reachable object leads to goes to the END of the list.
 *
 * What needs to know types (weak references, dicts, callbacks written in Python) is done by
 * SimGcHooks, which the layers above fill in.
 *
 * Invariant (sim_gc_check): an object is in exactly one ring if and only if its head's
 * `next` is not NULL. Exact, but for legacy finalizers (tp_del), which no Python class has.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

enum {
    SIM_GC_GENERATIONS = 3
};

/* SimGcHead.state */
typedef enum {
    SIM_GC_COLLECTING = 1 << 0, /* in the list being collected: gc_refs means something */
    SIM_GC_UNREACHABLE = 1 << 1 /* nothing outside is known to lead to it (so far) */
} SimGcState;

/* gc.set_debug() */
typedef enum {
    SIM_GC_DEBUG_STATS = 1 << 0,
    SIM_GC_DEBUG_COLLECTABLE = 1 << 1,
    SIM_GC_DEBUG_UNCOLLECTABLE = 1 << 2,
    SIM_GC_DEBUG_SAVEALL = 1 << 5,
    SIM_GC_DEBUG_LEAK = SIM_GC_DEBUG_COLLECTABLE | SIM_GC_DEBUG_UNCOLLECTABLE | SIM_GC_DEBUG_SAVEALL
} SimGcDebug;

typedef struct {
    SimGcHead head; /* of the ring */
    int64_t threshold;
    int64_t count;
    /* gc.get_stats() */
    int64_t collections;
    int64_t collected;
    int64_t uncollectable;
} SimGcGeneration;

typedef struct {
    /* Leave the collector's lists if nothing they hold can be part of a cycle. */
    void (*untrack_tuple)(SimWorld *world, SimObject *object);
    void (*untrack_dict)(SimWorld *world, SimObject *object);
    /* Clears the weak references to and among the unreachable objects of a list, calls the
     * callbacks of those that are reachable, and returns how many of these died of it. */
    size_t (*clear_weakrefs)(SimWorld *world, SimGcHead *unreachable, SimGcHead *old);
    /* Before (start) and after a collection: gc.callbacks. */
    void (*notify)(
        SimWorld *world, bool start, int generation, size_t collected, size_t uncollectable);
    /* DEBUG_SAVEALL: appends to gc.garbage. */
    void (*save)(SimWorld *world, SimObject *object);
    /* What DEBUG_STATS and DEBUG_COLLECTABLE print. */
    void (*print)(SimWorld *world, const char *text);
} SimGcHooks;

struct SimGc {
    SimGcGeneration generations[SIM_GC_GENERATIONS];
    SimGcGeneration permanent; /* gc.freeze() */
    int64_t long_lived_total;
    int64_t long_lived_pending;
    unsigned debug; /* SimGcDebug */
    bool enabled;
    bool collecting;
    size_t import_garbage; /* what imports leave behind in CPython (sim/vm/import_cost.def) */
    SimGcHooks hooks;
    /* Owned lists of the module gc; NULL: nobody has asked for them yet. */
    SimObject *garbage;
    SimObject *callbacks;
};

SimGc *sim_gc_new(const SimConfig *config);
void sim_gc_free(SimGc *gc);

/* What CPython's own start-up and the compiler leave behind: eight collections of generation 0 and
 * some count. Called before the program's first instruction; the survivors have been merged into
 * generation 1 before the program's code was made. */
void sim_gc_settle(SimWorld *world);

/* gc_collect_generations: the oldest generation whose count has passed its threshold. */
void sim_gc_collect_generations(SimWorld *world);
/* gc.collect(generation): how many unreachable objects were found; 0 when one is running. */
size_t sim_gc_collect(SimWorld *world, int generation);
/* _PyGC_CollectNoFail: without gc.callbacks; for the end of the process. */
size_t sim_gc_collect_no_fail(SimWorld *world);

/* Visits what @object refers to as CPython's tp_traverse does: types may tell the trace more
 * than the collector follows. */
static inline int
sim_gc_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimTypeSlots *slots = &object->type->slots;
    if (slots->tp_collect != NULL) {
        return slots->tp_collect(object, visit, data);
    }
    return slots->tp_traverse == NULL ? 0 : slots->tp_traverse(object, visit, data);
}

/* Whether the collector may follow @object (PyObject_IS_GC): static objects have no GC head in
 * use. */
static inline bool
sim_gc_is_collectable(const SimObject *object)
{
    return sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC) &&
           (object->flags & SIM_OBJECT_STATIC) == 0;
}

/* Rings. */
static inline void
sim_gc_ring_init(SimGcHead *ring)
{
    ring->next = ring;
    ring->prev = ring;
}

static inline bool
sim_gc_ring_is_empty(const SimGcHead *ring)
{
    return ring->next == ring;
}

static inline void
sim_gc_ring_append(SimGcHead *ring, SimGcHead *head)
{
    head->next = ring;
    head->prev = ring->prev;
    ring->prev->next = head;
    ring->prev = head;
}

/* gc_list_move: to the end of @ring. */
static inline void
sim_gc_ring_move(SimGcHead *ring, SimGcHead *head)
{
    head->prev->next = head->next;
    head->next->prev = head->prev;
    sim_gc_ring_append(ring, head);
}

/* gc_list_merge: all of @from to the end of @ring. */
void sim_gc_ring_merge(SimGcHead *ring, SimGcHead *from);
size_t sim_gc_ring_size(const SimGcHead *ring);

/* _PyObject_GC_Link: counts an allocation; whether it is time for sim_gc_collect_generations. */
static inline bool
sim_gc_note_alloc(SimWorld *world)
{
    SimGc *gc = world->gc;
    SimGcGeneration *young = &gc->generations[0];
    young->count++;
    return G_UNLIKELY(young->count > young->threshold) && gc->enabled && young->threshold != 0 &&
           !gc->collecting && world->thread->exception == NULL;
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
