#include "sim/objects/dict.h"
#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"
#include "sim/objects/str.h"

typedef struct {
    SimObject ob;
    size_t count;
    SimObject *iterators; /* tuple */
    SimObject *result;    /* handed out again when nobody else has it */
    bool strict;
} SimZip;

static inline SimZip *
as_zip(SimObject *object)
{
    return (SimZip *) (void *) object;
}

static bool
parse_strict(SimWorld *world, SimObject *kwargs, bool *strict)
{
    size_t given = kwargs == NULL ? 0 : sim_dict_size(kwargs);
    *strict = false;
    if (given == 0) {
        return true;
    }
    if (given > 1) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "zip() takes at most 1 keyword argument (%zu given)", given);
        return false;
    }
    size_t position = 0;
    SimObject *name;
    SimObject *value;
    sim_dict_next(kwargs, &position, &name, &value);
    if (!sim_str_equal_c(name, "strict")) {
        sim_err_format(world, SIM_TYPE_TypeError,
                       "'%.200s' is an invalid keyword argument for zip()",
                       sim_str_utf8(name, NULL));
        return false;
    }
    int truth = sim_object_is_true(world, value);
    *strict = truth > 0;
    return truth >= 0;
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
tuple_of_none(SimWorld *world, size_t count)
{
    SimObject *tuple = sim_tuple_new(world, count);
    for (size_t i = 0; tuple != NULL && i < count; i++) {
        sim_tuple_set(world, tuple, i, sim_newref(world, SIM_NONE(world)));
    }
    return tuple;
}

static SimObject *
zip_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    bool strict;
    if (!parse_strict(world, kwargs, &strict)) {
        return NULL;
    }
    SimObject *iterators = iterators_of(world, args);
    SimObject *result = iterators == NULL ? NULL : tuple_of_none(world, sim_tuple_size(args));
    SimObject *object = result == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, result);
        sim_xdecref(world, iterators);
        return NULL;
    }
    SimZip *self = as_zip(object);
    self->count = sim_tuple_size(args);
    self->strict = strict;
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterators, iterators);
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->result, result);
    return object;
}

static void
zip_dealloc(SimWorld *world, SimObject *object)
{
    SimZip *self = as_zip(object);
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_xdecref(world, self->iterators);
    sim_xdecref(world, self->result);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
zip_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimZip *self = as_zip(object);
    int result = self->iterators == NULL ? 0 : visit(self->iterators, data);
    return result != 0 || self->result == NULL ? result : visit(self->result, data);
}

static SimObject *
wrong_length(SimWorld *world, size_t argument, const char *what, size_t others)
{
    return sim_err_format(world, SIM_TYPE_ValueError, "zip() argument %zu is %s than argument%s%zu",
                          argument, what, others == 1 ? " " : "s 1-", others);
}

/* strict=True, and iterator number @ended has ended: all must have. */
static SimObject *
check_all_ended(SimWorld *world, SimZip *self, size_t ended)
{
    if (sim_err_occurred(world) != NULL && !sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
        return NULL;
    }
    if (ended > 0) {
        return wrong_length(world, ended + 1, "shorter", ended);
    }
    for (size_t i = 1; i < self->count; i++) {
        SimObject *item = sim_iterator_step(world, sim_tuple_get(self->iterators, i));
        if (item != NULL) {
            sim_decref(world, item);
            return wrong_length(world, i + 1, "longer", i);
        }
        if (sim_err_occurred(world) != NULL && !sim_err_clear_if(world, SIM_TYPE_StopIteration)) {
            return NULL;
        }
    }
    return NULL;
}

static SimObject *
zip_next(SimWorld *world, SimObject *object)
{
    SimZip *self = as_zip(object);
    if (self->count == 0) {
        return NULL;
    }
    bool again = self->result->refcnt == 1;
    SimObject *result = again ? sim_newref(world, self->result) : sim_tuple_new(world, self->count);
    for (size_t i = 0; result != NULL && i < self->count; i++) {
        SimObject *item = sim_iterator_step(world, sim_tuple_get(self->iterators, i));
        if (item == NULL) {
            sim_decref(world, result);
            return self->strict ? check_all_ended(world, self, i) : NULL;
        }
        SimObject *old = sim_tuple_get(result, i);
        sim_tuple_set(world, result, i, item);
        sim_xdecref(world, old);
    }
    if (again) {
        sim_iterator_retrack(world, result);
    }
    return result;
}

/* (zip, iterators), and True when it is strict. */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimZip *self = as_zip(object);
    return sim_reduced(world, &object->type->ob, sim_newref(world, self->iterators),
                       self->strict ? sim_bool_of(world, true) : NULL);
}

static SimObject *
set_state(
    SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    int strict = sim_object_is_true(world, args[0]);
    if (strict < 0) {
        return NULL;
    }
    as_zip(object)->strict = strict > 0;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = zip_dealloc,
    .tp_traverse = zip_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = zip_next,
    .tp_new = zip_new,
};

const SimTypeSpec sim_spec_ZIP = {
    .id = SIM_TYPE_ZIP,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimZip),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.",
};
