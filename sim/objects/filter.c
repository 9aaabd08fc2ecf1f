#include "sim/objects/iterators.h"
#include "sim/objects/reduce.h"

typedef struct {
    SimObject ob;
    SimObject *function;
    SimObject *iterator;
} SimFilter;

static inline SimFilter *
as_filter(SimObject *object)
{
    return (SimFilter *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimType *type, SimObject *const *args, size_t nargs)
{
    if (!sim_arg_count(world, "filter", nargs, 2, 2)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, args[1]);
    SimObject *object = iterator == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &as_filter(object)->function,
                      sim_newref(world, args[0]));
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_filter(object)->iterator, iterator);
    return object;
}

static SimObject *
filter_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (type == sim_type(world, SIM_TYPE_FILTER) &&
        !sim_arg_no_keywords_dict(world, "filter", kwargs)) {
        return NULL;
    }
    return make(world, type, ((SimTuple *) (void *) args)->items, sim_tuple_size(args));
}

static SimObject *
filter_vectorcall_new(
    SimWorld *world, SimObject *type, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    return sim_arg_no_keywords(world, "filter", kwnames)
               ? make(world, (SimType *) (void *) type, args, nargs)
               : NULL;
}

static void
filter_dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    if (!sim_trash_begin(world, object)) {
        return;
    }
    sim_xdecref(world, as_filter(object)->function);
    sim_xdecref(world, as_filter(object)->iterator);
    sim_object_release(world, object);
    sim_trash_end(world);
}

static int
filter_traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFilter *self = as_filter(object);
    int result = self->iterator == NULL ? 0 : visit(self->iterator, data);
    return result != 0 || self->function == NULL ? result : visit(self->function, data);
}

static int
passes(SimWorld *world, SimObject *function, SimObject *item)
{
    if (function == SIM_NONE(world) || function == &sim_type(world, SIM_TYPE_BOOL)->ob) {
        return sim_object_is_true(world, item);
    }
    SimObject *verdict = sim_object_call_one(world, function, item);
    if (verdict == NULL) {
        return -1;
    }
    int truth = sim_object_is_true(world, verdict);
    sim_decref(world, verdict);
    return truth;
}

static SimObject *
filter_next(SimWorld *world, SimObject *object)
{
    const SimFilter *self = as_filter(object);
    for (;;) {
        SimObject *item = sim_iterator_step(world, self->iterator);
        if (item == NULL) {
            return NULL;
        }
        int ok = passes(world, self->function, item);
        if (ok > 0) {
            return item;
        }
        sim_decref(world, item);
        if (ok < 0) {
            return NULL;
        }
    }
}

/* (filter, (function, iterator)) */
static SimObject *
reduce(SimWorld *world, SimObject *object, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) args;
    (void) nargs;
    (void) kwnames;
    const SimFilter *self = as_filter(object);
    SimObject *const both[2] = {self->function, self->iterator};
    return sim_reduced(world, &object->type->ob, sim_tuple_from(world, both, 2), NULL);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = filter_dealloc,
    .tp_traverse = filter_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = filter_next,
    .tp_new = filter_new,
    .tp_vectorcall_new = filter_vectorcall_new,
};

const SimTypeSpec sim_spec_FILTER = {
    .id = SIM_TYPE_FILTER,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimFilter),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "filter(function or None, iterable) --> filter object",
};
