/* What the container types share: recording of item lists, and when an object may matter to
 * the collector. */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

/* The SPLICE event for items[0..count); NULL items are empty places. Only while recording:
 * callers test world->trace. */
void sim_splice_items(SimWorld *world,
                      SimObject *owner,
                      size_t start,
                      size_t removed,
                      SimObject *const *items,
                      size_t count);
/* The same for @count empty places. */
void
sim_splice_empty(SimWorld *world, SimObject *owner, size_t start, size_t removed, size_t count);

/* One item, also NULL, takes the place of @removed (0 or 1) items at @at. */
static inline void
sim_splice_one(SimWorld *world, SimObject *owner, size_t at, size_t removed, const SimObject *item)
{
    if (G_UNLIKELY(world->trace != NULL)) {
        SimSlot slot = sim_slot(item);
        SimSlots slots = {&slot, 1};
        sim_trace_emit_SPLICE(world->trace, owner->slot, at, removed, slots);
    }
}

static inline void
sim_splice_out(SimWorld *world, SimObject *owner, size_t start, size_t removed)
{
    if (G_UNLIKELY(world->trace != NULL)) {
        SimSlots none = {NULL, 0};
        sim_trace_emit_SPLICE(world->trace, owner->slot, start, removed, none);
    }
}

/* PyObject_IS_GC: static types and the like have no GC head in use. */
static inline bool
sim_object_is_gc(const SimObject *object)
{
    return sim_type_has(object->type, SIM_TPFLAGS_HAVE_GC) &&
           (object->flags & SIM_OBJECT_STATIC) == 0;
}

/* _PyObject_GC_MAY_BE_TRACKED: whether a container of @object must be followed. */
static inline bool
sim_gc_may_be_tracked(SimWorld *world, SimObject *object)
{
    return sim_object_is_gc(object) &&
           (object->type != sim_type(world, SIM_TYPE_TUPLE) || sim_gc_is_tracked(object));
}

G_END_DECLS
