/* groupby and the groups it hands out, which advance their parent. */
#include "sim/vm/itertools/it_object.h"

typedef struct {
    SimObject ob;
    SimObject *iterator;
    SimObject *function;    /* None: the element is its own key */
    SimObject *target;      /* the key of the group handed out last; NULL: none yet */
    SimObject *key;         /* of the element read last; NULL: handed on */
    SimObject *value;       /* the element; NULL: handed on */
    const SimObject *group; /* the one that may still advance us; borrowed */
} SimItGroupby;

typedef struct {
    SimObject ob;
    SimObject *parent;
    SimObject *target;
} SimItGrouper;

static inline SimItGroupby *
as_groupby(SimObject *object)
{
    return (SimItGroupby *) (void *) object;
}

static inline SimItGrouper *
as_grouper(SimObject *object)
{
    return (SimItGrouper *) (void *) object;
}

static SimObject *
groupby_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"iterable", "key", NULL};
    SimObject *parsed[2];
    if (!sim_arg_parse_tuple(world, "groupby", names, 1, 2, args, kwargs, parsed)) {
        return NULL;
    }
    SimObject *object = sim_iterator_alloc(world, type);
    if (object == NULL) {
        return NULL;
    }
    SimObject *function = parsed[1] == NULL ? SIM_NONE(world) : parsed[1];
    sim_iterator_init(world, object, SIM_LABEL_FUNC, &as_groupby(object)->function,
                      sim_newref(world, function));
    SimObject *iterator = sim_object_iter(world, parsed[0]);
    if (iterator == NULL) {
        sim_decref(world, object);
        return NULL;
    }
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &as_groupby(object)->iterator, iterator);
    return object;
}

SIM_IT_DEALLOC(SimItGroupby, self->iterator, self->function, self->target, self->key, self->value)
SIM_IT_TRAVERSE(SimItGroupby, self->iterator, self->function, self->target, self->key, self->value)

/* Reads an element; false at the end or with an exception. */
static bool
step(SimWorld *world, SimObject *object)
{
    SimItGroupby *self = as_groupby(object);
    SimObject *value = sim_iter_next(world, self->iterator);
    if (value == NULL) {
        return false;
    }
    SimObject *key = self->function == SIM_NONE(world)
                         ? sim_newref(world, value)
                         : sim_object_call_one(world, self->function, value);
    if (key == NULL) {
        sim_decref(world, value);
        return false;
    }
    SimObject *old = self->value;
    sim_iterator_init(world, object, SIM_LABEL_VALUE, &self->value, value);
    sim_it_replace(world, object, SIM_LABEL_INDEX, &self->key, key);
    sim_xdecref(world, old);
    return true;
}

static SimObject *
grouper_make(SimWorld *world, SimObject *parent, SimObject *target)
{
    SimObject *object = sim_object_alloc(world, sim_type(world, SIM_TYPE_IT_GROUPER), 0);
    if (object == NULL) {
        return NULL;
    }
    SimItGrouper *self = as_grouper(object);
    sim_iterator_init(world, object, SIM_LABEL_ITERATOR, &self->parent, sim_newref(world, parent));
    sim_iterator_init(world, object, SIM_LABEL_KEYS, &self->target, sim_newref(world, target));
    as_groupby(parent)->group = object;
    sim_gc_track(world, object);
    return object;
}

/* Reads on to an element of another key than the last group's; false: there is none. */
static bool
find_group(SimWorld *world, SimObject *object)
{
    const SimItGroupby *self = as_groupby(object);
    for (;;) {
        if (self->key != NULL) {
            int same = self->target == NULL
                           ? 0
                           : sim_object_compare_bool(world, self->target, self->key, SIM_EQ);
            if (same <= 0) {
                return same == 0;
            }
        }
        if (!step(world, object)) {
            return false;
        }
    }
}

static SimObject *
groupby_next(SimWorld *world, SimObject *object)
{
    SimItGroupby *self = as_groupby(object);
    self->group = NULL;
    if (!find_group(world, object)) {
        return NULL;
    }
    sim_it_replace(world, object, SIM_LABEL_KEYS, &self->target, sim_newref(world, self->key));
    SimObject *group = grouper_make(world, object, self->target);
    if (group == NULL) {
        return NULL;
    }
    SimObject *pair[2] = {self->key, group};
    SimObject *result = sim_tuple_from(world, pair, 2);
    sim_decref(world, group);
    return result;
}

/* (groupby, (iterator, function), (key, value, target)) */
SIM_IT_METHOD(groupby_reduce)
{
    const SimItGroupby *self = as_groupby(object);
    SimObject *const given[2] = {self->iterator, self->function};
    SimObject *const read[3] = {self->key, self->value, self->target};
    bool begun = self->key != NULL && self->value != NULL && self->target != NULL;
    SimObject *state = begun ? sim_tuple_from(world, read, 3) : NULL;
    return begun && state == NULL ? NULL : sim_it_reduced(world, object, given, 2, state);
}

SIM_IT_METHOD(groupby_set_state)
{
    SimItGroupby *self = as_groupby(object);
    if (!SIM_IS_TUPLE(args[0])) {
        return sim_err_format(world, SIM_TYPE_TypeError, "state is not a tuple");
    }
    if (!sim_arg_count(world, "function", sim_tuple_size(args[0]), 3, 3)) {
        return NULL;
    }
    sim_it_replace(world, object, SIM_LABEL_INDEX, &self->key,
                   sim_newref(world, sim_tuple_get(args[0], 0)));
    sim_it_replace(world, object, SIM_LABEL_VALUE, &self->value,
                   sim_newref(world, sim_tuple_get(args[0], 1)));
    sim_it_replace(world, object, SIM_LABEL_KEYS, &self->target,
                   sim_newref(world, sim_tuple_get(args[0], 2)));
    return sim_newref(world, SIM_NONE(world));
}

static const SimMethodDef groupby_methods[] = {
    {"__reduce__", groupby_reduce, SIM_METH_NOARGS},
    {"__setstate__", groupby_set_state, SIM_METH_O},
    {NULL, NULL, 0},
};

static const SimTypeSlots groupby_slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = groupby_next,
    .tp_new = groupby_new,
};

const SimTypeSpec sim_spec_IT_GROUPBY = {
    .id = SIM_TYPE_IT_GROUPBY,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 64,
    .host_size = sizeof(SimItGroupby),
    .flags = SIM_TPFLAGS_BASETYPE | SIM_TPFLAGS_HAVE_GC,
    .slots = &groupby_slots,
    .methods = groupby_methods,
    .doc = "Pairs of a key and the consecutive elements that have it.",
};

static void
grouper_dealloc(SimWorld *world, SimObject *object)
{
    SimObject *const owned[] = {as_grouper(object)->parent, as_grouper(object)->target};
    sim_it_dealloc(world, object, owned, G_N_ELEMENTS(owned));
}

static int
grouper_traverse(SimObject *object, SimVisit visit, void *data)
{
    SimObject *const owned[] = {as_grouper(object)->parent, as_grouper(object)->target};
    return sim_it_traverse(owned, G_N_ELEMENTS(owned), visit, data);
}

static SimObject *
grouper_new(SimWorld *world, SimType *type, SimObject *args, SimObject *kwargs)
{
    if (!sim_it_positional(world, type, SIM_TYPE_IT_GROUPER, args, kwargs, 2, 2)) {
        return NULL;
    }
    SimObject *parent = sim_tuple_get(args, 0);
    if (!sim_type_is_subtype(parent->type, sim_type(world, SIM_TYPE_IT_GROUPBY))) {
        return sim_err_format(world, SIM_TYPE_TypeError,
                              "_grouper() argument 1 must be itertools.groupby, not %s",
                              parent->type->name);
    }
    return grouper_make(world, parent, sim_tuple_get(args, 1));
}

static SimObject *
grouper_next(SimWorld *world, SimObject *object)
{
    const SimItGrouper *self = as_grouper(object);
    SimItGroupby *parent = as_groupby(self->parent);
    if (parent->group != object || (parent->value == NULL && !step(world, self->parent)) ||
        sim_object_compare_bool(world, self->target, parent->key, SIM_EQ) <= 0) {
        return NULL;
    }
    SimObject *value = parent->value;
    parent->value = NULL;
    SIM_RECORD(world, FIELD, self->parent->slot, SIM_LABEL_VALUE, SIM_SLOT_NONE);
    SIM_CLEAR_FIELD(world, self->parent, parent->key, INDEX);
    return value;
}

static const SimTypeSlots grouper_slots = {
    .tp_dealloc = grouper_dealloc,
    .tp_traverse = grouper_traverse,
    .tp_iter = sim_iterator_self,
    .tp_iternext = grouper_next,
    .tp_new = grouper_new,
};

const SimTypeSpec sim_spec_IT_GROUPER = {
    .id = SIM_TYPE_IT_GROUPER,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimItGrouper),
    .flags = SIM_TPFLAGS_HAVE_GC,
    .slots = &grouper_slots,
};
