/* cycle: hands on what an iterator gives and keeps it all, to hand it out again. */
#include "sim/objects/list.h"
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *iterator; /* NULL: it has ended */
    SimObject *saved;    /* list */
    int64_t index;
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
            if (sim_list_append(world, self->saved, item) < 0) {
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
    .doc = "The elements of the iterable, over and over again.",
};
