/* accumulate: running totals. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *total; /* NULL: nothing yet */
    SimObject *iterator;
    SimObject *function; /* NULL: addition */
    SimObject *initial;  /* None: there is none, or it is used */
} SimItAccumulate;

static inline SimItAccumulate *
as_accumulate(SimObject *object)
{
    return (SimItAccumulate *) (void *) object;
}

static SimObject *
new_accumulate(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"iterable", "func", "initial", NULL};
    SimObject *parsed[3];
    if (!sim_arg_parse_tuple(world, "accumulate", names, 1, 2, args, kwargs, parsed)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, parsed[0]);
    SimObject *object = iterator == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        return NULL;
    }
    SimItAccumulate *self = as_accumulate(object);
    if (parsed[1] != NULL && parsed[1] != SIM_NONE(world)) {
        sim_iterator_init(world, object, SIM_LABEL_FUNC, &self->function,
                          sim_newref(world, parsed[1]));
    }
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterator, iterator);
    sim_iterator_init(world, object, SIM_LABEL_START, &self->initial,
                      sim_newref(world, parsed[2] != NULL ? parsed[2] : SIM_NONE(world)));
    return object;
}

SIM_IT_DEALLOC(SimItAccumulate, self->function, self->total, self->iterator, self->initial)
SIM_IT_TRAVERSE(SimItAccumulate, self->function, self->iterator, self->total, self->initial)

static SimObject *
take_initial(SimWorld *world, SimObject *object)
{
    SimItAccumulate *self = as_accumulate(object);
    SimObject *initial = self->initial;
    sim_iterator_init(world, object, SIM_LABEL_START, &self->initial,
                      sim_newref(world, SIM_NONE(world)));
    sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->total, initial);
    return sim_newref(world, initial);
}

static SimObject *
combine(SimWorld *world, const SimItAccumulate *self, SimObject *value)
{
    if (self->function == NULL) {
        return sim_number_add(world, self->total, value);
    }
    SimObject *both[2] = {self->total, value};
    return sim_object_vectorcall(world, self->function, both, 2, NULL);
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItAccumulate *self = as_accumulate(object);
    if (self->initial != SIM_NONE(world)) {
        return take_initial(world, object);
    }
    SimObject *value = sim_iterator_step(world, self->iterator);
    if (value == NULL) {
        return NULL;
    }
    if (self->total == NULL) {
        sim_iterator_init(world, object, SIM_LABEL_RESULT, &self->total, sim_newref(world, value));
        return value;
    }
    SimObject *total = combine(world, self, value);
    sim_decref(world, value);
    if (total == NULL) {
        return NULL;
    }
    sim_it_replace(world, object, SIM_LABEL_RESULT, &self->total, sim_newref(world, total));
    return total;
}

/* (accumulate, (iterator, function), total); a start value is put before what the iterator gives.
 */
SIM_IT_METHOD(reduce)
{
    const SimItAccumulate *self = as_accumulate(object);
    SimObject *none = SIM_NONE(world);
    bool begun = self->initial == none;
    SimObject *iterator = sim_newref(world, self->iterator);
    if (!begun) {
        SimObject *first = sim_tuple_from(world, &self->initial, 1);
        SimObject *const both[2] = {first, iterator};
        SimObject *chain = &sim_type(world, SIM_TYPE_IT_CHAIN)->ob;
        SimObject *chained =
            first == NULL ? NULL : sim_object_vectorcall(world, chain, both, 2, NULL);
        sim_xdecref(world, first);
        sim_decref(world, iterator);
        iterator = chained;
    }
    SimObject *const given[2] = {iterator, self->function == NULL ? none : self->function};
    SimObject *total = begun && self->total != NULL ? self->total : none;
    SimObject *result = sim_it_reduced(world, object, given, 2, sim_newref(world, total));
    sim_xdecref(world, iterator);
    return result;
}

/* None: nothing yet. What CPython does for a total that is None is not told apart. */
SIM_IT_METHOD(set_state)
{
    SimItAccumulate *self = as_accumulate(object);
    if (args[0] != SIM_NONE(world)) {
        sim_it_replace(world, object, SIM_LABEL_RESULT, &self->total, sim_newref(world, args[0]));
    }
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
    .tp_new = new_accumulate,
};

const SimTypeSpec sim_spec_IT_ACCUMULATE = {
    .id = SIM_TYPE_IT_ACCUMULATE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimItAccumulate),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "Running sums, or what a function makes of two.",
};
