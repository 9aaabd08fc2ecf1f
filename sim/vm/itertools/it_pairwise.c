/* pairwise: each element with the one before it. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *iterator; /* NULL: at the end */
    SimObject *old;      /* NULL: none yet */
} SimItPairwise;

static inline SimItPairwise *
as_pairwise(SimObject *object)
{
    return (SimItPairwise *) (void *) object;
}

static SimObject *
new_pairwise(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (!sim_it_positional(world, type, SIM_TYPE_IT_PAIRWISE, args, kwargs, 1, 1)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, sim_tuple_get(args, 0));
    SimObject *object = iterator == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_pairwise(object)->iterator, iterator);
    return object;
}

SIM_IT_DEALLOC(SimItPairwise, self->iterator, self->old)
SIM_IT_TRAVERSE(SimItPairwise, self->iterator, self->old)

static SimObject *
next(SimWorld *world, SimObject *object)
{
    SimItPairwise *self = as_pairwise(object);
    SimObject *iterator = self->iterator;
    if (iterator == NULL) {
        return NULL;
    }
    if (self->old == NULL) {
        SimObject *first = sim_iterator_step(world, iterator);
        if (first == NULL) {
            SIM_CLEAR_FIELD(world, object, self->iterator, ITERATOR);
            return NULL;
        }
        sim_iterator_init(world, object, SIM_LABEL_VALUE, &self->old, first);
    }
    SimObject *new = sim_iterator_step(world, iterator);
    if (new == NULL) {
        SIM_CLEAR_FIELD(world, object, self->iterator, ITERATOR);
        SIM_CLEAR_FIELD(world, object, self->old, VALUE);
        return NULL;
    }
    SimObject *pair[2] = {self->old, new};
    SimObject *result = sim_tuple_from(world, pair, 2);
    sim_it_replace(world, object, SIM_LABEL_VALUE, &self->old, new);
    return result;
}

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_pairwise,
};

const SimTypeSpec sim_spec_IT_PAIRWISE = {
    .id = SIM_TYPE_IT_PAIRWISE,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimItPairwise),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .doc = "Overlapping pairs of the elements.",
};
