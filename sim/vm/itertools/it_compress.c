/* compress: the data whose selector is true. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *data;
    SimObject *selectors;
} SimItCompress;

static inline SimItCompress *
as_compress(SimObject *object)
{
    return (SimItCompress *) (void *) object;
}

static SimObject *
new_compress(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"data", "selectors", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "compress", names, 2, 2, args, kwargs, parsed)) {
        return NULL;
    }
    SimObject *data = sim_object_iter(world, parsed[0]);
    SimObject *selectors = data == NULL ? NULL : sim_object_iter(world, parsed[1]);
    SimObject *object = selectors == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, data);
        sim_xdecref(world, selectors);
        return NULL;
    }
    SimItCompress *self = as_compress(object);
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->data, data);
    sim_iterator_init(world, object, SIM_LABEL_SEQUENCE, &self->selectors, selectors);
    return object;
}

SIM_IT_DEALLOC(SimItCompress, self->data, self->selectors)
SIM_IT_TRAVERSE(SimItCompress, self->data, self->selectors)

static SimObject *
next(SimWorld *world, SimObject *object)
{
    const SimItCompress *self = as_compress(object);
    for (;;) {
        SimObject *item = sim_iterator_step(world, self->data);
        if (item == NULL) {
            return NULL;
        }
        SimObject *selector = sim_iterator_step(world, self->selectors);
        int chosen = selector == NULL ? -1 : sim_object_is_true(world, selector);
        sim_xdecref(world, selector);
        if (chosen > 0) {
            return item;
        }
        sim_decref(world, item);
        if (chosen < 0) {
            return NULL;
        }
    }
}

SIM_IT_METHOD(reduce)
{
    SimObject *const both[2] = {as_compress(object)->data, as_compress(object)->selectors};
    return sim_it_reduced(world, object, both, 2, NULL);
}

static const SimMethodDef methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = next,
    .tp_new = new_compress,
};

const SimTypeSpec sim_spec_IT_COMPRESS = {
    .id = SIM_TYPE_IT_COMPRESS,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimItCompress),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &slots,
    .methods = methods,
    .doc = "The data elements that correspond to true selector elements.",
};
