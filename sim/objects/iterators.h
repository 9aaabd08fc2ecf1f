/* What the iterator types of the built-in functions share: enumerate, zip, map, filter,
 * reversed. */
#pragma once

#include "sim/objects/abstract.h"
#include "sim/objects/splice.h"
#include "sim/objects/tuple.h"

G_BEGIN_DECLS

/* An instance as tp_alloc makes it: tracked. */
static inline SimObject *
sim_iterator_alloc(SimWorld *world, SimType *type)
{
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object != NULL) {
        sim_gc_track(world, object);
    }
    return object;
}

/* Stores the first value of a member. Steals @value. */
static inline void
sim_iterator_init(
    SimWorld *world, SimObject *object, SimLabel label, SimObject **place, SimObject *value)
{
    *place = value;
    SIM_RECORD(world, FIELD, object->slot, label, value->slot);
}

static inline SimObject *
sim_iterator_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object);
}

/* The next item of an iterator; NULL at its end or with an exception. StopIteration may be
 * left set. */
static inline SimObject *
sim_iterator_step(SimWorld *world, SimObject *iterator)
{
    return iterator->type->slots.tp_iternext(world, iterator);
}

/* The tuple that enumerate, zip and dict items hand out again and again while nobody else
 * keeps it: made known to the collector again, which may have let go of (None, None). */
static inline void
sim_iterator_retrack(SimWorld *world, SimObject *tuple)
{
    if (!sim_gc_is_tracked(tuple)) {
        sim_gc_track(world, tuple);
    }
}

G_END_DECLS
