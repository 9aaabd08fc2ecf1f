/* chain: one iterable after the other. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *source; /* iterator over the iterables; NULL: it has ended */
    SimObject *active; /* the running one; NULL: none */
} SimItChain;

static inline SimItChain *
as_chain(SimObject *object)
{
    return (SimItChain *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimType *type, SimObject *iterables)
{
    SimObject *source = sim_object_iter(world, iterables);
    SimObject *object = source == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, source);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &as_chain(object)->source, source);
    return object;
}

static SimObject *
new_chain(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (type == sim_type(world, SIM_TYPE_IT_CHAIN) &&
        !sim_arg_no_keywords_dict(world, "chain", kwargs)) {
        return NULL;
    }
    return make(world, type, args);
}

static SimObject *
from_iterable(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) nargs;
    (void) kwnames;
    return make(world, (SimType *) (void *) self, args[0]);
}

SIM_IT_DEALLOC(SimItChain, self->active, self->source)
SIM_IT_TRAVERSE(SimItChain, self->source, self->active)

/* Makes the next iterable the active one; false at the end or with an exception. */
static bool
advance(SimWorld *world, SimObject *object)
{
    SimItChain *self = as_chain(object);
    SimObject *iterable = sim_iter_next(world, self->source);
    SimObject *active = iterable == NULL ? NULL : sim_object_iter(world, iterable);
    if (active != NULL) {
        sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->active, active);
    }
    sim_xdecref(world, iterable);
    if (active == NULL) {
        SIM_CLEAR_FIELD(world, object, self->source, SEQUENCE);
    }
    return active != NULL;
}

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItChain *self = as_chain(object);
    while (self->source != NULL) {
        if (self->active == NULL && !advance(world, object)) {
            return NULL;
        }
        SimObject *item = sim_iter_next(world, self->active);
        if (item != NULL || sim_err_occurred(world) != NULL) {
            return item;
        }
        SIM_CLEAR_FIELD(world, object, self->active, ITERATOR);
    }
    return NULL;
}

SIM_IT_METHOD(reduce)
{
    const SimItChain *self = as_chain(object);
    SimObject *const state[2] = {self->source, self->active};
    SimObject *both =
        self->source == NULL ? NULL : sim_tuple_from(world, state, self->active == NULL ? 1 : 2);
    return self->source != NULL && both == NULL ? NULL
                                                : sim_it_reduced(world, object, NULL, 0, both);
}

SIM_IT_METHOD(set_state)
{
    SimItChain *self = as_chain(object);
    size_t count = SIM_IS_TUPLE(args[0]) ? sim_tuple_size(args[0]) : 0;
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a tuple");
    }
    if (!sim_arg_count(world, "function", count, 1, 2)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!sim_object_is_iterator(sim_tuple_get(args[0], i))) {
            return sim_err_format(world, SIM_TYPE_TypeError, "Arguments must be iterators.");
        }
    }
    sim_it_replace(world, object, SIM_LABEL_SEQUENCE, &self->source,
                   sim_newref(world, sim_tuple_get(args[0], 0)));
    if (count > 1) {
        sim_it_replace(world, object, SIM_LABEL_ITERATOR, &self->active,
                       sim_newref(world, sim_tuple_get(args[0], 1)));
    } else {
        SIM_CLEAR_FIELD(world, object, self->active, ITERATOR);
    }
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {"__setstate__", set_state, SIM_METH_O},
    {"from_iterable", from_iterable, SIM_METH_O | SIM_METH_CLASS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_chain,
};

const SimTypeSpec sim_spec_IT_CHAIN = {
    .id = SIM_TYPE_IT_CHAIN,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimItChain),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "chain(*iterables): the elements of the first, then those of the next.",
};
