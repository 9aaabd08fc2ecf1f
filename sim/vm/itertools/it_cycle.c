/* cycle: hands on what an iterator gives and keeps it all, to hand it out again. */
#include "sim/objects/list.h"
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *iterator; /* NULL: it has ended */
    SimObject *saved;    /* list */
    int64_t index;
    bool again; /* what the iterator gives is saved already */
} SimItCycle;

static inline SimItCycle *
as_cycle(SimObject *object)
{
    return (SimItCycle *) (void *) object;
}

static SimObject *
new_cycle(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (!sim_it_positional(world, type, SIM_TYPE_IT_CYCLE, args, kwargs, 1, 1)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, sim_tuple_get(args, 0));
    SimObject *saved = iterator == NULL ? NULL : sim_list_new(world, 0);
    SimObject *object = saved == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        sim_xdecref(world, saved);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_cycle(object)->iterator, iterator);
    sim_iterator_init(world, object, SIM_LABEL_ITEMS, &as_cycle(object)->saved, saved);
    return object;
}

SIM_IT_DEALLOC(SimItCycle, self->iterator, self->saved)
SIM_IT_TRAVERSE(SimItCycle, self->iterator, self->saved)

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItCycle *self = as_cycle(object);
    if (self->iterator != NULL) {
        SimObject *item = sim_iter_next(world, self->iterator);
        if (item != NULL) {
            if (!self->again && sim_list_append(world, self->saved, item) < 0) {
                SIM_CLEAR(world, item);
            }
            return item;
        }
        if (sim_err_occurred(world) != NULL) {
            return NULL;
        }
        SIM_CLEAR_FIELD(world, object, self->iterator, ITERATOR);
    }
    int64_t count = (int64_t) sim_list_size(self->saved);
    if (count == 0) {
        return NULL;
    }
    SimObject *item = sim_list_get(self->saved, (size_t) self->index);
    self->index = self->index + 1 >= count ? 0 : self->index + 1;
    return sim_newref(world, item);
}

/* (cycle, (iterator,), (saved, whether they are saved already)); of the iterator that has ended one
 * over what is saved takes the place. */
SIM_IT_METHOD(reduce)
{
    const SimItCycle *self = as_cycle(object);
    bool ended = self->iterator == NULL;
    SimObject *iterator =
        ended ? sim_list_iter(world, self->saved) : sim_newref(world, self->iterator);
    if (iterator == NULL) {
        return NULL;
    }
    if (ended) {
        ((SimListIterator *) (void *) iterator)->index = self->index;
    }
    SimObject *const state[2] = {self->saved,
                                 ended || self->again ? world->true_object : world->false_object};
    SimObject *pair = sim_tuple_from(world, state, 2);
    SimObject *result = pair == NULL ? NULL : sim_it_reduced(world, object, &iterator, 1, pair);
    sim_decref(world, iterator);
    return result;
}

SIM_IT_METHOD(set_state)
{
    SimItCycle *self = as_cycle(object);
    int64_t again;
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a tuple");
    }
    if (sim_tuple_size(args[0]) != 2 || !SIM_IS_LIST(sim_tuple_get(args[0], 0)) ||
        !sim_int_get(sim_tuple_get(args[0], 1), &again)) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a list and an integer");
    }
    sim_it_replace(world, object, SIM_LABEL_ITEMS, &self->saved,
                   sim_newref(world, sim_tuple_get(args[0], 0)));
    self->again = again != 0;
    self->index = 0;
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
    .tp_new = new_cycle,
};

const SimTypeSpec sim_spec_IT_CYCLE = {
    .id = SIM_TYPE_IT_CYCLE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 48,
    .host_size = sizeof(SimItCycle),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "The elements of the iterable, over and over again.",
};
