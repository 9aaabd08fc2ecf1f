/* iterator over a sequence, and over calls (Objects/iterobject.c). */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/reduce.h"
#include "sim/objects/tuple.h"

enum {
    BASIC_SIZE = 32
};

/* iterator: second is NULL, index the next. callable_iterator: second is the sentinel. */
typedef struct {
    SimObject ob;
    SimObject *first; /* NULL when exhausted */
    SimObject *second;
    int64_t index;
} Iterator;

static Iterator *
as_iterator(SimObject *object)
{
    return (Iterator *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimTypeId id, SimObject *first, SimObject *second)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, id), 0);
    if (object == NULL) {
        return NULL;
    }
    Iterator *self = as_iterator(object);
    self->first = sim_newref(world, first);
    sim_xincref(world, second);
    self->second = second;
    SIM_RECORD(world, FIELD, object->slot, second == NULL ? SIM_LABEL_SEQUENCE : SIM_LABEL_FUNC,
               first->slot);
    if (second != NULL) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_VALUE, second->slot);
    }
    sim_gc_track(world, object);
    return object;
}

SimObject *
sim_sequence_iterator_new(SimWorld *world, SimObject *sequence)
{
    return make(world, SIM_TYPE_SEQUENCE_ITERATOR, sequence, NULL);
}

SimObject *
sim_callable_iterator_new(SimWorld *world, SimObject *callable, SimObject *sentinel)
{
    return make(world, SIM_TYPE_CALLABLE_ITERATOR, callable, sentinel);
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    SIM_CLEAR(world, as_iterator(object)->first);
    SIM_CLEAR(world, as_iterator(object)->second);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const Iterator *self = as_iterator(object);
    int result = self->first == NULL ? 0 : visit(self->first, data);
    return result != 0 || self->second == NULL ? result : visit(self->second, data);
}

static void
exhaust(SimWorld *world, SimObject *object)
{
    Iterator *self = as_iterator(object);
    bool calls = self->second != NULL;
    SIM_RECORD(world, FIELD, object->slot, calls ? SIM_LABEL_FUNC : SIM_LABEL_SEQUENCE,
               SIM_SLOT_NONE);
    SIM_CLEAR(world, self->first);
    if (calls) {
        SIM_RECORD(world, FIELD, object->slot, SIM_LABEL_VALUE, SIM_SLOT_NONE);
        SIM_CLEAR(world, self->second);
    }
}

static SimObject *
sequence_next(SimWorld *world, SimObject *object)
{
    Iterator *self = as_iterator(object);
    if (self->first == NULL) {
        return NULL;
    }
    SimIndexFunc item = self->first->type->slots.sq_item;
    SimObject *result = item != NULL ? item(world, self->first, self->index) : NULL;
    if (item == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError, "'%s' object does not support indexing",
                       self->first->type->name);
    }
    if (result != NULL) {
        self->index++;
        return result;
    }
    if (sim_err_clear_if(world, SIM_TYPE_IndexError) ||
        sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
        exhaust(world, object);
    }
    return NULL;
}

static SimObject *
callable_next(SimWorld *world, SimObject *object)
{
    Iterator *self = as_iterator(object);
    if (self->first == NULL) {
        return NULL;
    }
    SimObject *result = sim_object_call_noargs(world, self->first);
    if (result == NULL) {
        if (sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
            exhaust(world, object);
        }
        return NULL;
    }
    int stop =
        self->second == NULL ? 0 : sim_object_compare_bool(world, self->second, result, SIM_EQ);
    if (stop == 0) {
        return result;
    }
    sim_decref(world, result);
    if (stop > 0) {
        exhaust(world, object);
    }
    return NULL;
}

static SimObject *
identity(SimWorld *world, SimObject *self)
{
    return sim_newref(world, self);
}

static SimObject *
length_hint(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const Iterator *self = as_iterator(object);
    if (self->first == NULL) {
        return sim_int_new(world, 0);
    }
    if (self->first->type->slots.sq_length == NULL) {
        return sim_newref(world, SIM_NOT_IMPLEMENTED(world));
    }
    int64_t length = sim_object_length(world, self->first);
    return length < 0 ? NULL : sim_int_new(world, MAX(length - self->index, 0));
}

/* Over a sequence: (iter, (sequence,), index); by calls: (iter, (callable, sentinel)). */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const Iterator *self = as_iterator(object);
    if (self->second == NULL || self->first == NULL) {
        return sim_reduced_iterator(world, "iter", self->first,
                                    sim_newref(world, world->empty_tuple), self->index);
    }
    SimObject *const both[2] = {self->first, self->second};
    return sim_reduced(world, sim_dict_get_c(world, world->builtins, "iter"),
                       sim_tuple_from(world, both, 2), NULL);
}

static SimObject *
set_state(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    int64_t index;
    if (!sim_iterator_state(world, args[0], 0, INT64_MAX, &index)) {
        return NULL;
    }
    as_iterator(object)->index = index;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {"__length_hint__", length_hint, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots sequence_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = identity,
    .tp_iternext = sequence_next,
};

const SimTypeSpec sim_spec_SEQUENCE_ITERATOR = {
    .id = SIM_TYPE_SEQUENCE_ITERATOR,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Iterator),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &sequence_slots,
    .methods = methods,
};

static const SimMethodDef callable_methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots callable_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = identity,
    .tp_iternext = callable_next,
};

const SimTypeSpec sim_spec_CALLABLE_ITERATOR = {
    .id = SIM_TYPE_CALLABLE_ITERATOR,
    .basicsize = BASIC_SIZE,
    .host_size = sizeof(Iterator),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &callable_slots,
    .methods = callable_methods,
};
