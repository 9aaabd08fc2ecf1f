/* str_iterator and, for ASCII, str_ascii_iterator. */
#include "sim/objects/int.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str_private.h"

typedef struct {
    SimObject ob;
    SimObject *str; /* NULL: used up */
    int64_t index;
} StrIterator;

static StrIterator *
as_iterator(SimObject *object)
{
    return (StrIterator *) (void *) object;
}

SimObject *
sim_str_iter(SimWorld *world, SimObject *self)
{
    bool ascii = sim_str_cast(self)->ascii;
    SimType *type = sim_type(world, ascii ? SIM_TYPE_STR_ASCII_ITERATOR : SIM_TYPE_STR_ITERATOR);
    SimObject *object = sim_object_alloc(world, type, 0);
    if (object == NULL) {
        return NULL;
    }
    as_iterator(object)->str = sim_newref(world, self);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, self->slot);
    sim_gc_track(world, object);
    return object;
}

static SimObject *
iterator_next(SimWorld *world, SimObject *object)
{
    StrIterator *self = as_iterator(object);
    if (self->str == NULL) {
        return NULL;
    }
    if (self->index < sim_str_length(self->str)) {
        return sim_str_from_char(world, sim_str_at(self->str, self->index++));
    }
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, SIM_SLOT_NONE);
    SIM_CLEAR(world, self->str);
    return NULL;
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_iterator(object)->str);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *str = as_iterator(object)->str;
    return str == NULL ? 0 : visit(str, data);
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
    const StrIterator *self = as_iterator(object);
    return sim_int_new(world, self->str == NULL ? 0 : sim_str_length(self->str) - self->index);
}

SIM_ITERATOR_STATE(StrIterator, str, sim_str_length(self->str), sim_newref(world, world->empty_str))

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

const SimTypeSpec sim_spec_STR_ITERATOR = {
    .id = SIM_TYPE_STR_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(StrIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &iterator_slots,
    .methods = iterator_methods,
};

const SimTypeSpec sim_spec_STR_ASCII_ITERATOR = {
    .id = SIM_TYPE_STR_ASCII_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(StrIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &iterator_slots,
    .methods = iterator_methods,
};
