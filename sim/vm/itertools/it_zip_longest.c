/* zip_longest: as zip, until the longest has ended. */
#include "sim/objects/dict.h"
#include "sim/objects/reduce.h"
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    size_t active;        /* iterators that have not ended */
    SimObject *iterators; /* tuple; NULL: has ended */
    SimObject *result;    /* handed out again when nobody else has it */
    SimObject *fill;
} SimItZipLongest;

static inline SimItZipLongest *
as_zip(SimObject *object)
{
    return (SimItZipLongest *) (void *) object;
}

/* The fill value, borrowed; NULL with TypeError. */
static SimObject *
parse_fill(SimWorld *world, SimObject *kwargs)
{
    size_t given = kwargs == NULL ? 0 : sim_dict_size(kwargs);
    if (given == 0) {
        return SIM_NONE(world);
    }
    SimObject *fill = given == 1 ? sim_dict_get_c(world, kwargs, "fillvalue") : NULL;
    if (fill == NULL && sim_err_occurred(world) == NULL) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "zip_longest() got an unexpected keyword argument");
    }
    return fill;
}

static SimObject *
iterators_of(SimWorld *world, SimObject *args)
{
    size_t count = sim_tuple_size(args);
    SimObject *iterators = sim_tuple_new(world, count);
    for (size_t i = 0; iterators != NULL && i < count; i++) {
        SimObject *iterator = sim_object_iter(world, sim_tuple_get(args, i));
        if (iterator == NULL) {
            SIM_CLEAR(world, iterators);
        } else {
            sim_tuple_set(world, iterators, i, iterator);
        }
    }
    return iterators;
}

static SimObject *
new_zip_longest(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    SimObject *fill = parse_fill(world, kwargs);
    SimObject *iterators = fill == NULL ? NULL : iterators_of(world, args);
    size_t count = sim_tuple_size(args);
    SimObject *result = iterators == NULL ? NULL : sim_tuple_new(world, count);
    for (size_t i = 0; result != NULL && i < count; i++) {
        sim_tuple_set(world, result, i, sim_newref(world, SIM_NONE(world)));
    }
    SimObject *object = result == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterators);
        sim_xdecref(world, result);
        return NULL;
    }
    SimItZipLongest *self = as_zip(object);
    self->active = count;
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterators, iterators);
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
    sim_iterator_init(world, object, SIM_LABEL_VALUE, &self->fill, sim_newref(world, fill));
    return object;
}

SIM_IT_DEALLOC(SimItZipLongest, self->iterators, self->result, self->fill)
SIM_IT_TRAVERSE(SimItZipLongest, self->iterators, self->result, self->fill)

/* What comes at place @index of the next result; NULL when all is over. */
static SimObject *
take(SimWorld *world, SimItZipLongest *self, size_t index)
{
    SimObject *iterator = sim_tuple_get(self->iterators, index);
    SimObject *item = iterator == NULL ? NULL : sim_iter_next(world, iterator);
    if (item != NULL) {
        return item;
    }
    if (iterator != NULL) {
        self->active--;
        if (self->active == 0 || sim_err_occurred(world) != NULL) {
            self->active = 0;
            return NULL;
        }
        sim_incref(world, self->fill);
        sim_tuple_set(world, self->iterators, index, NULL);
        sim_decref(world, iterator);
        return self->fill;
    }
    return sim_newref(world, self->fill);
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItZipLongest *self = as_zip(object);
    size_t count = sim_tuple_size(self->iterators);
    if (count == 0 || self->active == 0) {
        return NULL;
    }
    bool again = self->result->refcnt == 1;
    SimObject *result = again ? sim_newref(world, self->result) : sim_tuple_new(world, count);
    for (size_t i = 0; result != NULL && i < count; i++) {
        SimObject *item = take(world, self, i);
        if (item == NULL) {
            SIM_CLEAR(world, result);
            break;
        }
        SimObject *old = sim_tuple_get(result, i);
        sim_tuple_set(world, result, i, item);
        sim_xdecref(world, old);
    }
    if (again && result != NULL) {
        sim_iterator_retrack(world, result);
    }
    return result;
}

/* (zip_longest, iterators, fill value); () stands for those that have ended. */
SIM_IT_METHOD(reduce)
{
    const SimItZipLongest *self = as_zip(object);
    size_t count = sim_tuple_size(self->iterators);
    SimObject *given = sim_tuple_new(world, count);
    for (size_t i = 0; given != NULL && i < count; i++) {
        SimObject *iterator = sim_tuple_get(self->iterators, i);
        iterator = iterator == NULL ? world->empty_tuple : iterator;
        sim_tuple_set(world, given, i, sim_newref(world, iterator));
    }
    return sim_reduced(world, &object->type->ob, given, sim_newref(world, self->fill));
}

SIM_IT_METHOD(set_state)
{
    sim_it_replace(world, object, SIM_LABEL_VALUE, &as_zip(object)->fill,
                   sim_newref(world, args[0]));
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_zip_longest,
};

const SimTypeSpec sim_spec_IT_ZIP_LONGEST = {
    .id = SIM_TYPE_IT_ZIP_LONGEST,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 56,
    .host_size = sizeof(SimItZipLongest),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "zip_longest(*iterables, fillvalue=None): as zip, until the longest has ended.",
};
