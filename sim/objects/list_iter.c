#include "sim/objects/list_private.h"
#include "sim/objects/reduce.h"

static inline SimListIterator *
as_iterator(SimObject *object)
{
    return (SimListIterator *) (void *) object;
}

static SimObject *
new_iterator(SimWorld *world, SimObject *list, SimTypeId type, int64_t index)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, type), 0);
    if (object == NULL) {
        return NULL;
    }
    as_iterator(object)->index = index;
    as_iterator(object)->list = sim_newref(world, list);
    SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_SEQUENCE, list->slot);
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_list_iter(SimWorld *world, SimObject *list)
{
    return new_iterator(world, list, SIM_TYPE_LIST_ITERATOR, 0);
}

SimObject *
sim_list_reversed(SimWorld *world, SimObject *list)
{
    return new_iterator(world, list, SIM_TYPE_LIST_REVERSE_ITERATOR, SIM_LIST(list)->length - 1);
}

static void
iterator_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    sim_xdecref(world, as_iterator(object)->list);
    sim_object_release(world, object);
}

static int
iterator_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *list = as_iterator(object)->list;
    return list == NULL ? 0 : visit(list, data);
}

static SimObject *
iterator_self(SimWorld *world, SimObject *object)
{
    return sim_newref(world, object);
}

static void
exhaust(SimWorld *world, SimListIterator *self)
{
    SimObject *list = self->list;
    self->list = NULL;
    SIM_RECORD(world, FIELD, self->ob.slot, SIM_LABEL_SEQUENCE, SIM_SLOT_NONE);
    sim_decref(world, list);
}

static SimObject *
forward_next(SimWorld *world, SimObject *object)
{
    SimListIterator *self = as_iterator(object);
    if (self->list == NULL) {
        return NULL;
    }
    const SimList *list = SIM_LIST(self->list);
    if (self->index < list->length) {
        return sim_newref(world, list->items[self->index++]);
    }
    exhaust(world, self);
    return NULL;
}

static SimObject *
backward_next(SimWorld *world, SimObject *object)
{
    SimListIterator *self = as_iterator(object);
    if (self->list == NULL) {
        return NULL;
    }
    const SimList *list = SIM_LIST(self->list);
    if (self->index >= 0 && self->index < list->length) {
        return sim_newref(world, list->items[self->index--]);
    }
    self->index = -1;
    exhaust(world, self);
    return NULL;
}

static SimObject *
forward_length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimListIterator *self = as_iterator(object);
    int64_t left = self->list == NULL ? 0 : SIM_LIST(self->list)->length - self->index;
    return sim_int_new(world, MAX(left, 0));
}

static SimObject *
backward_length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimListIterator *self = as_iterator(object);
    int64_t left = self->index + 1;
    bool valid = self->list != NULL && SIM_LIST(self->list)->length >= left;
    return sim_int_new(world, valid ? left : 0);
}

static const SimTypeSlots forward_slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = iterator_self,
    .tp_iternext = forward_next,
};

static const SimTypeSlots backward_slots = {
    .tp_dealloc = iterator_dealloc,
    .tp_traverse = iterator_traverse,
    .tp_iter = iterator_self,
    .tp_iternext = backward_next,
};

SIM_ITERATOR_STATE(SimListIterator, list, SIM_LIST(self->list)->length, sim_list_new(world, 0))

static SimObject *
backward_reduce(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimListIterator *self = as_iterator(object);
    return self->list == NULL
               ? sim_reduced_items(world, sim_list_new(world, 0))
               : sim_reduced_iterator(world, "reversed", self->list, NULL, self->index);
}

static SimObject *
backward_set(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    SimListIterator *self = as_iterator(object);
    int64_t last = self->list == NULL ? -1 : SIM_LIST(self->list)->length - 1;
    int64_t index;
    if (!sim_iterator_state(world, args[0], -1, last, &index)) {
        return NULL;
    }
    self->index = self->list == NULL ? self->index : index;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef forward_methods[] = {
    SIM_ITERATOR_STATE_METHODS,
    {"__length_hint__", forward_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimMethodDef backward_methods[] = {
    {"__reduce__", backward_reduce, SIM_METH_NOARGS},
    {"__setstate__", backward_set, SIM_METH_O},
    {"__length_hint__", backward_length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

const SimTypeSpec sim_spec_LIST_ITERATOR = {
    .id = SIM_TYPE_LIST_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimListIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &forward_slots,
    .methods = forward_methods,
};

const SimTypeSpec sim_spec_LIST_REVERSE_ITERATOR = {
    .id = SIM_TYPE_LIST_REVERSE_ITERATOR,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimListIterator),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &backward_slots,
    .methods = backward_methods,
};
