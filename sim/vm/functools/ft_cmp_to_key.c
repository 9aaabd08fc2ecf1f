/* cmp_to_key: a factory of keys; each compares itself through the function. */
#include "sim/objects/abstract.h"
#include "sim/objects/dict.h"
#include "sim/objects/int.h"
#include "sim/objects/iterators.h"
#include "sim/vm/functools/functools.h"

typedef struct {
    SimObject ob;
    SimObject *compare;
    SimObject *object; /* NULL: this is the factory */
} SimFtKey;

static inline SimFtKey *
as_key(SimObject *object)
{
    return (SimFtKey *) (void *) object;
}

static SimObject *
make(SimWorld *world, SimObject *compare, SimObject *object)
{
    SimObject *key = sim_object_alloc(world, sim_type(world, SIM_TYPE_FT_KEY), 0);
    if (key == NULL) {
        return NULL;
    }
    sim_iterator_init(world, key, SIM_LABEL_FUNC, &as_key(key)->compare,
                      sim_newref(world, compare));
    if (object != NULL) {
        sim_iterator_init(world, key, SIM_LABEL_OBJECT, &as_key(key)->object,
                          sim_newref(world, object));
    }
    sim_gc_track(world, key);
    return key;
}

SimObject *
sim_functools_cmp_to_key(
    SimWorld *world, SimObject *self, SimObject *const *args, size_t nargs, SimObject *kwnames)
{
    (void) self;
    static const char *const names[] = {"mycmp", NULL};
    SimObject *compare;
    return sim_arg_parse(world, "cmp_to_key", names, 1, 1, args, nargs, kwnames, &compare)
               ? make(world, compare, NULL)
               : NULL;
}

static SimObject *
call(SimWorld *world, SimObject *self, SimObject *args, SimObject *kwargs)
{
    static const char *const names[] = {"obj", NULL};
    SimObject *object;
    size_t given = sim_tuple_size(args) + (kwargs == NULL ? 0 : sim_dict_size(kwargs));
    if (given > 1) {
        return sim_err_format(world, SIM_TYPE_TypeError, "K() takes at most 1 argument (%zu given)",
                              given);
    }
    return sim_arg_parse_tuple(world, "K", names, 1, 1, args, kwargs, &object)
               ? make(world, as_key(self)->compare, object)
               : NULL;
}

static int
clear(SimWorld *world, SimObject *object)
{
    SIM_CLEAR_FIELD(world, object, as_key(object)->compare, FUNC);
    SIM_CLEAR_FIELD(world, object, as_key(object)->object, OBJECT);
    return 0;
}

static void
dealloc(SimWorld *world, SimObject *object)
{
    sim_gc_untrack(world, object);
    clear(world, object);
    sim_object_release(world, object);
}

static int
traverse(SimObject *object, SimVisit visit, void *data)
{
    const SimFtKey *self = as_key(object);
    int result = self->compare == NULL ? 0 : visit(self->compare, data);
    return result != 0 || self->object == NULL ? result : visit(self->object, data);
}

static int
collect(SimObject *object, SimVisit visit, void *data)
{
    int result = visit(&object->type->ob, data);
    return result != 0 ? result : traverse(object, visit, data);
}

static SimObject *
compare(SimWorld *world, SimObject *a, SimObject *b, SimCompareOp op)
{
    if (a->type != b->type) {
        return sim_err_format(world, SIM_TYPE_TypeError, "other argument must be K instance");
    }
    SimObject *both[2] = {as_key(a)->object, as_key(b)->object};
    if (both[0] == NULL || both[1] == NULL) {
        return sim_err_format(world, SIM_TYPE_AttributeError, "object");
    }
    SimObject *order = sim_object_vectorcall(world, as_key(a)->compare, both, 2, NULL);
    if (order == NULL) {
        return NULL;
    }
    SimObject *zero = sim_int_new(world, 0);
    SimObject *answer = sim_object_richcompare(world, order, zero, op);
    sim_decref(world, zero);
    sim_decref(world, order);
    return answer;
}

static SimObject *
get_object(SimWorld *world, SimObject *self)
{
    SimObject *object = as_key(self)->object;
    return sim_newref(world, object == NULL ? SIM_NONE(world) : object);
}

static int
set_object(SimWorld *world, SimObject *self, SimObject *value)
{
    SimObject *old = as_key(self)->object;
    as_key(self)->object = value == NULL ? NULL : sim_newref(world, value);
    SIM_RECORD(world, FIELD, self->slot, SIM_LABEL_OBJECT, sim_slot(value));
    sim_xdecref(world, old);
    return 0;
}

static const SimGetSetDef getset[] = {
    {"obj", get_object, set_object},
    {NULL, NULL, NULL},
};

static const SimTypeSlots slots = {
    .tp_dealloc = dealloc,
    .tp_traverse = traverse,
    .tp_collect = collect,
    .tp_clear = clear,
    .tp_call = call,
    .tp_richcompare = compare,
    .tp_hash = sim_object_hash_not_implemented,
};

const SimTypeSpec sim_spec_FT_KEY = {
    .id = SIM_TYPE_FT_KEY,
    .base = SIM_TYPE_OBJECT,
    .basicsize = 32,
    .host_size = sizeof(SimFtKey),
    .flags = SIM_TPFLAGS_HAVE_GC | SIM_TPFLAGS_DISALLOW_NEW,
    .slots = &slots,
    .getset = getset,
};
