/* tuple. Stands for Objects/tupleobject.c: 40 + 8n bytes, free lists by length (2000
 * each, 1 to 19; length 20 is put on one and never taken: 3.11's quirk). () is static.
 */
#pragma once

#include "sim/model/world.h"

G_BEGIN_DECLS

typedef struct {
    SimObject ob;
    int64_t length;
    SimObject *items[1]; /* length of them */
} SimTuple;

/* @count empty places; fill each with sim_tuple_set before others see it. Tracked. */
SimObject *sim_tuple_new(SimWorld *world, size_t count);
/* New references to @items are taken. */
SimObject *sim_tuple_from(SimWorld *world, SimObject *const *items, size_t count);
/* Steals the references in @items, also on failure. */
SimObject *sim_tuple_from_stolen(SimWorld *world, SimObject *const *items, size_t count);
/* Steals @item. For tuples nobody else sees yet. */
void sim_tuple_set(SimWorld *world, SimObject *tuple, size_t index, SimObject *item);
SimObject *sim_tuple_from_iterable(SimWorld *world, SimObject *iterable);

/* _PyTuple_MaybeUntrack, for the collector: an exact tuple none of whose items can be part of a
 * cycle leaves its generation. */
void sim_tuple_maybe_untrack(SimWorld *world, SimObject *tuple);

/* The iterator of a tuple: 48 bytes. */
typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *tuple; /* NULL: exhausted */
} SimTupleIterator;

SimObject *sim_tuple_iter(SimWorld *world, SimObject *tuple);

static inline SimObject *
sim_tuple_get(const SimObject *tuple, size_t index) /* borrowed */
{
    return ((const SimTuple *) (const void *) tuple)->items[index];
}
static inline size_t
sim_tuple_size(const SimObject *tuple)
{
    return (size_t) ((const SimTuple *) (const void *) tuple)->length;
}

#define SIM_IS_TUPLE(object)              (((object)->type->flags & SIM_TPFLAGS_TUPLE_SUBCLASS) != 0)
#define SIM_IS_TUPLE_EXACT(world, object) ((object)->type == sim_type((world), SIM_TYPE_TUPLE))

G_END_DECLS
