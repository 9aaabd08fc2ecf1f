/* bytes_iterator. */
#include "sim/objects/bytes_private.h"
#include "sim/objects/int.h"
#include "sim/objects/reduce.h"

typedef struct {
    SimObject ob;
    int64_t index;
    SimObject *bytes; /* NULL: used up */
} BytesIterator;

static BytesIterator *
as_iterator(SimObject *object)
{
    return (BytesIterator *) (void *) object;
}

SimObject *
sim_bytes_iter(SimWorld *world, SimObject *self)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_BYTES_ITERATOR), 0);
    if (object == NULL) {
        return NULL;
    }
    as_iterator(object)->bytes = sim_newref(world, self);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, self->slot);
    sim_gc_track(world, object);
    return object;
}

static SimObject *
iterator_next(SimWorld *world, SimObject *object)
{
    BytesIterator *self = as_iterator(object);
    if (self->bytes == NULL) {
        return NULL;
    }
    const SimBytes *bytes = sim_bytes_cast(self->bytes);
    if (self->index < bytes->length) {
        return sim_int_new(world, bytes->data[self->index++]);
    }
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, SIM_SLOT_NONE);
    SIM_CLEAR(world, self->bytes);
    return NULL;
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_iterator(object)->bytes);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *bytes = as_iterator(object)->bytes;
    return bytes == NULL ? 0 : visit(bytes, data);
}

static SimObject *
iterator_itself(SimWorld *world, SimObject *object)
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
    const BytesIterator *self = as_iterator(object);
    int64_t left = self->bytes == NULL ? 0 : sim_bytes_cast(self->bytes)->length - self->index;
    return sim_int_new(world, left);
}

SIM_ITERATOR_STATE(BytesIterator,
                   bytes,
                   sim_bytes_cast(self->bytes)->length,
                   sim_newref(world, world->empty_tuple))

static const SimMethodDef iterator_methods[] = {
    SIM_ITERATOR_STATE_METHODS,
    {"__length_hint__", iterator_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots iterator_slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = iterator_itself,
    .tp_iternext = iterator_next,
};

const SimTypeSpec sim_spec_BYTES_ITERATOR = {
    .id = SIM_TYPE_BYTES_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(BytesIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &iterator_slots,
    .methods = iterator_methods,
};
