#include "sim/objects/int.h"
#include "sim/objects/reduce.h"
#include "sim/objects/tuple.h"

SimObject *
sim_tuple_iter(SimWorld *world, SimObject *object)
{
    SimObject *iterator = sim_object_alloc(world, sim_type(world, SIM_TYPE_TUPLE_ITERATOR), 0);
    if (iterator == NULL) {
        return NULL;
    }
    SimTupleIterator *self = (SimTupleIterator *) (void *) iterator;
    self->index = 0;
    self->tuple = sim_newref(world, object);
    SIM_RECORD(world, FIELD, iterator->slot, SIM_LABEL_SEQUENCE, object->slot);
    sim_gc_track(world, iterator);
    return iterator;
}

static inline SimTupleIterator *
as_iterator(SimObject *object)
{
    return (SimTupleIterator *) (void *) object;
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_xdecref(world, as_iterator(object)->tuple);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *tuple = as_iterator(object)->tuple;
    return tuple == NULL ? 0 : visit(tuple, data);
}

static SimObject *
iterator_next(SimWorld *world, SimObject *object)
{
    SimTupleIterator *self = as_iterator(object);
    SimObject *tuple = self->tuple;
    if (tuple == NULL) {
        return NULL;
    }
    if (self->index < (int64_t) sim_tuple_size(tuple)) {
        return sim_newref(world, sim_tuple_get(tuple, (size_t) self->index++));
    }
    self->tuple = NULL;
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, SIM_SLOT_NONE);
    sim_decref(world, tuple);
    return NULL;
}

static SimObject *
iterator_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object);
}

static SimObject *
iterator_length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    SimTupleIterator *self = as_iterator(object);
    return sim_int_new(
        world, self->tuple == NULL ? 0 : (int64_t) sim_tuple_size(self->tuple) - self->index);
}

static const SimTypeSlots iterator_slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = iterator_self,
    .tp_iternext = iterator_next,
};

SIM_ITERATOR_STATE(SimTupleIterator,
                   tuple,
                   (int64_t) sim_tuple_size(self->tuple),
                   sim_newref(world, world->empty_tuple))

static const SimMethodDef iterator_methods[] = {
    SIM_ITERATOR_STATE_METHODS,
    {"__length_hint__", iterator_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_TUPLE_ITERATOR = {
    .id = SIM_TYPE_TUPLE_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimTupleIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &iterator_slots,
    .methods = iterator_methods,
};
