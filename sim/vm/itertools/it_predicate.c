/* Those that ask a function about each element: dropwhile, takewhile, filterfalse; and starmap,
 * which is made of the same two members. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *function;
    SimObject *iterator;
    bool turned; /* dropwhile: it lets pass; takewhile: it has ended */
} SimItPredicate;

static inline SimItPredicate *
as_predicate(SimObject *object)
{
    return (SimItPredicate *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimType *type, SimTypeId id, SimObject *args, SimObject *kwargs)
{
    if (!sim_it_positional(world, type, id, args, kwargs, 2, 2)) {
        return NULL;
    }
    SimObject *iterator = sim_object_iter(world, sim_tuple_get(args, 1));
    SimObject *object = iterator == NULL ? NULL : sim_iterator_alloc(world, type);
    if (object == NULL) {
        sim_xdecref(world, iterator);
        return NULL;
    }
    SimItPredicate *self = as_predicate(object);
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &self->function,
                      sim_newref(world, sim_tuple_get(args, 0)));
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->iterator, iterator);
    return object;
}

SIM_IT_DEALLOC(SimItPredicate, self->function, self->iterator)
SIM_IT_TRAVERSE(SimItPredicate, self->iterator, self->function)

/* 1, 0 or -1: what the function says of @item. */
static int
ask(SimWorld *world, SimObject *function, SimObject *item)
{
    SimObject *verdict = sim_object_call_one(world, function, item);
    if (verdict == NULL) {
        return -1;
    }
    int truth = sim_object_is_true(world, verdict);
    sim_decref(world, verdict);
    return truth;
}

static SimObject *
dropwhile_next(SimWorld *world, SimObject *object)
{
    SimItPredicate *self = as_predicate(object);
    for (;;) {
        SimObject *item = sim_iterator_step(world, self->iterator);
        if (item == NULL || self->turned) {
            return item;
        }
        int drop = ask(world, self->function, item);
        if (drop == 0) {
            self->turned = true;
            return item;
        }
        sim_decref(world, item);
        if (drop < 0) {
            return NULL;
        }
    }
}

static SimObject *
takewhile_next(SimWorld *world, SimObject *object)
{
    SimItPredicate *self = as_predicate(object);
    SimObject *item = self->turned ? NULL : sim_iterator_step(world, self->iterator);
    if (item == NULL) {
        return NULL;
    }
    int take = ask(world, self->function, item);
    if (take > 0) {
        return item;
    }
    sim_decref(world, item);
    if (take == 0) {
        self->turned = true;
    }
    return NULL;
}

static SimObject *
filterfalse_next(SimWorld *world, SimObject *object)
{
    const SimItPredicate *self = as_predicate(object);
    bool plain =
        self->function == SIM_NONE(world) || self->function == &sim_type(world, SIM_TYPE_BOOL)->ob;
    for (;;) {
        SimObject *item = sim_iterator_step(world, self->iterator);
        if (item == NULL) {
            return NULL;
        }
        int truth = plain ? sim_object_is_true(world, item) : ask(world, self->function, item);
        if (truth == 0) {
            return item;
        }
        sim_decref(world, item);
        if (truth < 0) {
            return NULL;
        }
    }
}

static SimObject *
starmap_next(SimWorld *world, SimObject *object)
{
    const SimItPredicate *self = as_predicate(object);
    SimObject *args = sim_iterator_step(world, self->iterator);
    if (args == NULL) {
        return NULL;
    }
    if (!SIM_IS_TUPLE_EXACT(world, args)) {
        SimObject *tuple = sim_tuple_from_iterable(world, args);
        sim_decref(world, args);
        if (tuple == NULL) {
            return NULL;
        }
        args = tuple;
    }
    SimObject *result = sim_object_call(world, self->function, args, NULL);
    sim_decref(world, args);
    return result;
}

static SimObject *
reduced(SimWorld *world, SimObject *object, SimObject *state)
{
    SimObject *const both[2] = {as_predicate(object)->function, as_predicate(object)->iterator};
    return sim_it_reduced(world, object, both, 2, state);
}

SIM_IT_METHOD(reduce)
{
    return reduced(world, object, NULL);
}

SIM_IT_METHOD(reduce_turned)
{
    return reduced(world, object, sim_int_new(world, as_predicate(object)->turned ? 1 : 0));
}

SIM_IT_METHOD(set_turned)
{
    int turned = sim_object_is_true(world, args[0]);
    if (turned < 0) {
        return NULL;
    }
    as_predicate(object)->turned = turned > 0;
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef turning_methods[] = {
    {"__reduce__", reduce_turned, SIM_METH_NOARGS},
    {"__setstate__", set_turned, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimMethodDef plain_methods[] = {
    {"__reduce__", reduce, SIM_METH_NOARGS},
    {NULL, NULL, 0},
};

/* PREDICATE(ID, its function names begin with, tp_basicsize, methods, doc) */
#define PREDICATE(ID, name, size, table, text)                                                     \
    static SimObject *name##_new(SimWorld *world, SimType *type, SimObject *args,                  \
                                 SimObject *kwargs)                                                \
    {                                                                                              \
        return make(world, type, SIM_TYPE_##ID, args, kwargs);                                     \
    }                                                                                              \
    static const SimTypeSlots name##_slots = {                                                     \
        .tp_dealloc = dealloc,                                                                     \
        .tp_traverse = traverse,                                                                   \
        .tp_iter = sim_iterator_self,                                                              \
        .tp_iternext = name##_next,                                                                \
        .tp_new = name##_new,                                                                      \
    };                                                                                             \
    const SimTypeSpec sim_spec_##ID = {                                                            \
        .id = SIM_TYPE_##ID,                                                                       \
        .base = SIM_TYPE_OBJECT,                                                                   \
        .basicsize = size,                                                                         \
        .host_size = sizeof(SimItPredicate),                                                       \
        .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,                                       \
        .slots = &name##_slots,                                                                    \
        .methods = table,                                                                          \
        .doc = text,                                                                               \
    };

PREDICATE(IT_DROPWHILE,
          dropwhile,
          40,
          turning_methods,
          "The elements from the first that is not to be dropped.")
PREDICATE(IT_TAKEWHILE,
          takewhile,
          40,
          turning_methods,
          "The elements before the first that is not to be taken.")
PREDICATE(
    IT_FILTERFALSE, filterfalse, 32, plain_methods, "The elements that the function says no to.")
PREDICATE(IT_STARMAP,
          starmap,
          32,
          plain_methods,
          "The function called with each element as its arguments.")
